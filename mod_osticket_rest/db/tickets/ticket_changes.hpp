// SPDX-License-Identifier: MIT
// What tells of a change: a ticket's own row, an event in its history, an entry in its thread.
// osTicket's row does not tell of all: a note, for one, leaves it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// How far the rows of each kind have been read. Tickets are read in the order of their last
/// change, events in that of osTicket's index, entries in that of their ids.
struct ChangeMarks {
  std::string ticket_time = "0000-00-00 00:00:00";
  std::int64_t ticket_id = 0;
  std::string event_time = "0000-00-00 00:00:00";
  std::int64_t event_kind = 0;
  std::int64_t event_id = 0;
  std::int64_t entry_id = 0;
};

/// Database time: now, and before what everything is settled. A transaction stamps its rows when it
/// begins and shows them when it ends, so the last seconds may still get rows.
struct FeedClock {
  std::string now;
  std::string settled;
};

/// A row that tells of a change.
struct ChangeRow {
  enum class Of { kTicket, kEvent, kEntry };
  Of of = Of::kTicket;
  std::string time;
  std::int64_t id = 0;                          ///< of the row
  std::int64_t kind = 0;                        ///< of an event
  std::int64_t thread_id = 0;                   ///< 0: none any more
  std::int64_t ticket_id = 0;                   ///< 0: nobody knows any more
  std::optional<std::string> ticket_updated{};  ///< empty: there is no such ticket
  bool is_note = false;
  bool is_hidden = false;
};

/// A ticket that has changed, as it is now.
struct ChangedTicket {
  std::int64_t id = 0;
  std::optional<std::string> number{};
  std::int64_t status_id = 0;
  std::string created;
  std::string updated;
  std::int64_t merged_into = 0;  ///< 0: it is no child of a merge
  std::int64_t thread_id = 0;
};

base::Result<FeedClock> load_feed_clock(Connection& connection);

/// Marks before everything from that time on. The entry is found by halving, as osTicket has no
/// index of their times.
base::Result<ChangeMarks> marks_since(Connection& connection, const std::string& time);

/// The next rows behind the marks, of tickets and of events only those before `until`.
base::Result<std::vector<ChangeRow>> load_changed_rows(Connection& connection,
                                                       const ChangeMarks& marks,
                                                       const std::string& until,
                                                       std::int64_t limit);
base::Result<std::vector<ChangeRow>> load_event_rows(Connection& connection,
                                                     const ChangeMarks& marks,
                                                     const std::string& until, std::int64_t limit);
base::Result<std::vector<ChangeRow>> load_entry_rows(Connection& connection,
                                                     const ChangeMarks& marks, std::int64_t limit);

/// The tickets of these ids that are there, in any order.
base::Result<std::vector<ChangedTicket>> load_changed_tickets(Connection& connection,
                                                              const std::vector<std::int64_t>& ids);

}  // namespace ost::db
