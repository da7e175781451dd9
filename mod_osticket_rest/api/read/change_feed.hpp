// SPDX-License-Identifier: MIT
// Puts what tells of changes together: rows of three kinds, each in an order of its own, become one
// list of tickets, the oldest change first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/tickets/ticket_changes.hpp"

namespace ost::api {

/// The next rows of one kind. Where they are not all that there are, nothing younger than the last
/// of them can be told yet.
struct ChangeRows {
  std::vector<db::ChangeRow> rows{};
  bool is_all = true;
};

struct ChangeSources {
  ChangeRows tickets{};
  ChangeRows events{};
  ChangeRows entries{};
};

/// What a reader is told of.
struct FeedRules {
  std::size_t limit = 100;         ///< most changes of an answer
  std::int64_t deleted_event = 0;  ///< the kind of the events of deletions
  bool shows_notes = true;         ///< else notes, and events that only agents see, are none
  std::vector<std::int64_t> public_events{};
  db::FeedClock clock{};
};

struct Change {
  bool is_deletion = false;
  std::string time;
  std::int64_t ticket_id = 0;  ///< 0: of a deletion, where only the thread is known
  std::int64_t thread_id = 0;
};

struct Feed {
  std::vector<Change> changes{};  ///< each ticket once, with its last change
  db::ChangeMarks marks{};        ///< where the next answer goes on
  std::string until{};            ///< all changes before this moment have been told
  bool has_more = false;
};

/// The changes behind the marks. An event or an entry is one of its own where the ticket's row is
/// older: else the row tells of it.
Feed merge_changes(const db::ChangeMarks& from, const ChangeSources& sources,
                   const FeedRules& rules);

}  // namespace ost::api
