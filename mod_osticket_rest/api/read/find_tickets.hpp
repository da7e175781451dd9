// SPDX-License-Identifier: MIT
#pragma once

#include "api/read/list_memory.hpp"
#include "api/read/list_params.hpp"
#include "api/read/page_writer.hpp"

namespace ost::api {

/// What is read of the entries of a ticket that is alone, in the same statement.
enum class EntriesRead { kNothing, kStates, kTexts };

/// What finding needs beside the list.
struct Finding {
  db::Connection& connection;
  ListMemory& memory;
  const base::Clock& clock;
  EntriesRead entries = EntriesRead::kNothing;
};

/// What was found for a page.
struct FoundTickets {
  std::int64_t count = 0;                    ///< before any of them was deleted
  std::optional<db::TicketPosition> next{};  ///< where the list goes on by cursor
};

/// Reads the tickets of a page of the list.
base::Result<FoundTickets> find_tickets(const db::ListQuery& list, Paging paging,
                                        const Finding& finding, Page& page);

/// How many tickets the list has, by what was found where that tells it; a long list is told what
/// was counted a moment ago (ListMemory).
base::Result<std::int64_t> total_of(const db::ListQuery& list, Paging paging,
                                    const FoundTickets& found, const Finding& finding);

/// Counts a list for those who ask next: what a TotalCounter does.
base::Status count_anew(const db::ListQuery& list, Services& services);

}  // namespace ost::api
