// SPDX-License-Identifier: MIT
// Rows of tickets and entries as the statements of lists answer them.
#pragma once

#include <string>
#include <vector>

#include "fakes/fake_connection.hpp"

namespace ost::fakes {

// With a cell for each column that tells of the ticket's state.
inline Cells whole(Cells row) {
  row.resize(36, "0");
  return row;
}

inline Cells a_ticket(int id, int thread) {
  return whole({std::to_string(id), "100", "1", "1", "0", "2025-01-01 00:00:00",
                "2025-01-01 00:00:00", "3", "Jane", "j@e.example", std::to_string(thread), "Hello",
                "2"});
}

inline Cells an_entry(int thread, int id, const char* user) {
  return {std::to_string(thread),
          std::to_string(id),
          "M",
          "2025-01-01 00:00:00",
          "text",
          "html",
          "0",
          user};
}

// A ticket's row and those of its entries, as one statement reads them. Behind the columns of the
// list come a ticket's own details and state where it is not part of one.
enum class Columns { kOfList = 14, kOfTicket = 36 };

inline std::vector<Cells> with_entries(Cells ticket, const std::vector<Cells>& entries,
                                       Columns columns = Columns::kOfTicket) {
  const auto own = static_cast<std::size_t>(columns);
  ticket.resize(own);
  ticket.resize(own + 8);
  std::vector<Cells> rows{ticket};
  for (const Cells& entry : entries) {
    Cells row(own);
    row.insert(row.end(), entry.begin(), entry.end());
    rows.push_back(row);
  }
  return rows;
}

}  // namespace ost::fakes
