// SPDX-License-Identifier: MIT
// How many tickets there are of each kind, for dashboards. Of the query only the conditions count.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/tickets/ticket_query.hpp"

namespace ost::db {

struct StatusCount {
  std::int64_t status_id = 0;
  std::int64_t tickets = 0;
};

/// Tickets that have all of this in common; an id of 0 stands for none.
struct TicketGroup {
  std::int64_t dept_id = 0;
  std::int64_t topic_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::int64_t priority_id = 0;
  bool is_overdue = false;
  bool is_answered = false;
  std::int64_t tickets = 0;
};

/// What happened on a day of the database's clock ("YYYY-MM-DD").
struct DayCount {
  std::string day;
  std::int64_t event_id = 0;  ///< 0: the tickets were created
  std::int64_t tickets = 0;
};

/// A time of the database's clock until another, which is no part of it.
struct TimeRange {
  std::string since;
  std::string until;
};

base::Result<std::vector<StatusCount>> count_by_status(Connection& connection,
                                                       const ListQuery& list);

/// All groups that there are. Without `has_priority` the help desk's table of answers has no such
/// column at the moment, and every priority is 0.
base::Result<std::vector<TicketGroup>> count_groups(Connection& connection, const ListQuery& list,
                                                    bool has_priority);

/// The tickets that were created on each day of the range.
base::Result<std::vector<DayCount>> count_created(Connection& connection, const ListQuery& list,
                                                  const TimeRange& range);

/// The events of these kinds in the histories of tickets that are still there.
base::Result<std::vector<DayCount>> count_events(Connection& connection, const ListQuery& list,
                                                 const std::vector<std::int64_t>& event_ids,
                                                 const TimeRange& range);

}  // namespace ost::db
