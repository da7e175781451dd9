// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::db {

/// A ticket as a list shows it, and the first entries of its thread, as they were at one moment.
struct TicketWithEntries {
  std::vector<ListedTicket> tickets{};  ///< none or one
  std::vector<ListedEntry> entries{};   ///< the texts are kept in the arena
  bool has_all = false;                 ///< no entry is left
};

/// How many entries are read, and how many bytes of them kept.
struct EntryBounds {
  bool with_notes = true;
  std::int64_t limit = 0;
  std::size_t bytes = 0;
};

/// True for a list that asks for the ticket with one id and for nothing else.
bool is_one_id(const ListQuery& list);

/// Reads the ticket of such a list with its entries, in one statement.
base::Result<TicketWithEntries> load_with_entries(Connection& connection, const ListQuery& list,
                                                  const EntryBounds& bounds,
                                                  const TicketReading& reading);

}  // namespace ost::db
