// SPDX-License-Identifier: MIT
#include "db/tickets/events.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr RowsStatement kInsert{
    "events.insert",
    "INSERT INTO {thread_event} (thread_id, thread_type, event_id, staff_id, team_id, dept_id,"
    " topic_id, data, username, uid, uid_type, annulled, timestamp) VALUES ",
    13};

constexpr Statement kAnnul{
    "events.annul", "UPDATE {thread_event} SET annulled = 1 WHERE thread_id = %s AND event_id = %s",
    2};

Values values_of(std::int64_t thread_id, const EventEntryRow& e, const std::string& now) {
  return {thread_id,
          "T",
          e.event_id,
          e.staff_id,
          e.team_id,
          e.dept_id,
          e.topic_id,
          e.data,
          e.username,
          e.user_id,
          std::string(1, e.user_type),
          0,
          now};
}

}  // namespace

base::Status insert_events(Connection& connection, std::int64_t thread_id,
                           const std::vector<EventEntryRow>& events, const std::string& now) {
  if (thread_id == 0) return {};
  std::vector<Values> rows;
  for (const EventEntryRow& event : events) rows.push_back(values_of(thread_id, event, now));
  return insert_rows(connection, kInsert, rows);
}

base::Status insert_events(Connection& connection, const std::vector<ThreadEventRow>& events,
                           const std::string& now) {
  std::vector<Values> rows;
  for (const ThreadEventRow& row : events)
    if (row.thread_id > 0) rows.push_back(values_of(row.thread_id, row.event, now));
  return insert_rows(connection, kInsert, rows);
}

base::Status annul_events(Connection& connection, std::int64_t thread_id, std::int64_t event_id) {
  if (thread_id == 0) return {};
  const auto annulled = connection.execute(kAnnul, {thread_id, event_id});
  if (!annulled) return annulled.error();
  return {};
}

}  // namespace ost::db
