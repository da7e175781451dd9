// SPDX-License-Identifier: MIT
// Rows of tickets and entries as the statements of lists answer them.
#pragma once

#include <string>
#include <vector>

#include "fakes/fake_connection.hpp"

namespace ost::fakes {

// With a cell for each column that tells of the ticket's state.
inline Cells whole(Cells row) {
  row.resize(33, "0");
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

// The rows of a ticket and its entries, as one statement reads them: each has the ticket's columns,
// in which its own details and state follow where it is not part of a list, and those of an entry
// with the last change of who wrote it.
enum class Columns { kOfList = 13, kOfTicket = 33 };

inline std::vector<Cells> with_entries(Cells ticket, const std::vector<Cells>& entries,
                                       Columns columns = Columns::kOfTicket) {
  constexpr std::size_t kEntryColumns = 9;
  ticket.resize(static_cast<std::size_t>(columns));
  std::vector<Cells> rows;
  for (const Cells& entry : entries) {
    Cells row = ticket;
    row.insert(row.end(), entry.begin(), entry.end());
    row.resize(ticket.size() + kEntryColumns);
    rows.push_back(row);
  }
  if (rows.empty()) {
    ticket.resize(ticket.size() + kEntryColumns);
    rows.push_back(ticket);
  }
  return rows;
}

}  // namespace ost::fakes
