// SPDX-License-Identifier: MIT
// Rows that belong to threads, read for a whole page.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "db/tickets/ticket_list.hpp"

namespace ost::api {

/// The threads of those of the tickets that have one. osTicket keeps what is left of deleted
/// tickets under the id 0.
inline std::vector<std::int64_t> threads_of(const std::vector<db::ListedTicket>& tickets) {
  std::vector<std::int64_t> ids;
  for (const db::ListedTicket& ticket : tickets)
    if (ticket.thread_id > 0) ids.push_back(ticket.thread_id);
  return ids;
}

/// Calls `each` for the rows of a thread, of rows in the order of their threads.
template <typename Row, typename Each>
void for_thread(const std::vector<Row>& rows, std::int64_t thread_id, Each each) {
  auto row = std::lower_bound(rows.begin(), rows.end(), thread_id,
                              [](const Row& r, std::int64_t id) { return r.thread_id < id; });
  for (; row != rows.end() && row->thread_id == thread_id; ++row) each(*row);
}

}  // namespace ost::api
