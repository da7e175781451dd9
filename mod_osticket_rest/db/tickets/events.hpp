// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// A row of a ticket's history (ost_thread_event).
struct EventEntryRow {
  std::int64_t event_id = 0;
  std::int64_t staff_id = 0;  ///< of the ticket at that moment, as the next three
  std::int64_t team_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t topic_id = 0;
  std::optional<std::string> data{};  ///< JSON
  std::string username = "SYSTEM";
  std::optional<std::int64_t> user_id{};
  char user_type = 'S';  ///< S: agent or nobody, U: user
};

/// Adds events to a thread, in their order (ThreadEvents::log). A ticket without a thread (0) has
/// no history: osTicket keeps the events of deleted tickets under that id.
base::Status insert_events(Connection& connection, std::int64_t thread_id,
                           const std::vector<EventEntryRow>& events, const std::string& now);

/// An event and the thread it belongs to.
struct ThreadEventRow {
  std::int64_t thread_id = 0;
  EventEntryRow event;
};

/// Adds events of several threads, in their order; there is none of thread 0.
base::Status insert_events(Connection& connection, const std::vector<ThreadEventRow>& events,
                           const std::string& now);

/// Marks the events of that kind as annulled (ThreadEvents::annul); none where there is no thread.
base::Status annul_events(Connection& connection, std::int64_t thread_id, std::int64_t event_id);

}  // namespace ost::db
