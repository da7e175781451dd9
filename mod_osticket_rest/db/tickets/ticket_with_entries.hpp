// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::db {

/// A ticket as a list shows it, and its thread, as they were at one moment.
struct TicketWithEntries {
  std::vector<ListedTicket> tickets{};  ///< none or one
  /// By id, with their texts in the arena; empty where they are more than the bounds.
  std::optional<std::vector<ListedEntry>> entries{};
  std::string writers_changed{};  ///< see ThreadState, where the query wants the whole state
};

/// How many entries are read, and how many bytes of them kept; without their texts an entry has its
/// ids alone, which tell its thread's state.
struct EntryBounds {
  bool with_notes = true;
  bool with_texts = true;
  std::size_t most = 0;
  std::size_t bytes = 0;
};

/// True for a list that asks for the ticket with one id and for nothing else.
bool is_one_id(const ListQuery& list);

/// Reads the ticket of such a list with its entries, in one statement.
base::Result<TicketWithEntries> load_with_entries(Connection& connection, const ListQuery& list,
                                                  const EntryBounds& bounds,
                                                  const TicketReading& reading);

}  // namespace ost::db
