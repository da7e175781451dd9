// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_stats.hpp"

#include "db/query.hpp"
#include "db/tickets/ticket_conditions.hpp"

namespace ost::db {
namespace {

constexpr char kStatuses[] = "SELECT t.status_id, COUNT(*)";
constexpr char kByStatus[] = " GROUP BY t.status_id";

constexpr char kGroups[] =
    "SELECT t.dept_id, t.topic_id, t.staff_id, t.team_id, t.isoverdue, t.isanswered, COUNT(*)";
constexpr char kJoinAnswers[] = " LEFT JOIN {ticket__cdata} c ON c.ticket_id = t.ticket_id";
constexpr char kByGroup[] =
    " GROUP BY t.dept_id, t.topic_id, t.staff_id, t.team_id, t.isoverdue, t.isanswered";

constexpr char kCreated[] = "SELECT DATE(t.created), 0, COUNT(*)";
constexpr char kByDay[] = " GROUP BY 1, 2";

constexpr char kEvents[] =
    "SELECT DATE(v.timestamp), v.event_id, COUNT(*) FROM {thread_event} v"
    " JOIN {thread} h ON h.id = v.thread_id AND h.object_type IN ('T', 'C')"
    " JOIN {ticket} t ON t.ticket_id = h.object_id";
constexpr char kInRange[] = "v.timestamp >= %s AND v.timestamp < %s AND v.event_id IN %s";

DayCount day_of(const Row& r) {
  return {r.string(0), r.number(1), r.number(2)};
}

TicketGroup group_of(const Row& r) {
  TicketGroup g;
  g.dept_id = r.number(0);
  g.topic_id = r.number(1);
  g.staff_id = r.number(2);
  g.team_id = r.number(3);
  g.is_overdue = r.flag(4);
  g.is_answered = r.flag(5);
  g.tickets = r.number(6);
  // The column is text that begins with the id.
  g.priority_id = r.number(7);
  return g;
}

void add_filtered(QueryBuilder& query, const ListQuery& list) {
  add_tickets(query, list);
  add_joins(query, list, Joined::kConditions);
}

}  // namespace

base::Result<std::vector<StatusCount>> count_by_status(Connection& connection,
                                                       const ListQuery& list) {
  QueryBuilder query;
  query.add(kStatuses);
  add_filtered(query, list);
  add_conditions(query, list);
  query.add(kByStatus);
  return select_all<StatusCount>(connection, query.statement("ticket_stats.statuses"),
                                 query.values(), [](const Row& r) {
                                   return StatusCount{r.number(0), r.number(1)};
                                 });
}

base::Result<std::vector<TicketGroup>> count_groups(Connection& connection, const ListQuery& list,
                                                    bool has_priority) {
  QueryBuilder query;
  query.add(kGroups).add(has_priority ? ", c.priority" : ", NULL");
  add_filtered(query, list);
  if (has_priority) query.add(kJoinAnswers);
  add_conditions(query, list);
  query.add(kByGroup).add(has_priority ? ", c.priority" : "");
  return select_all<TicketGroup>(connection, query.statement("ticket_stats.groups"), query.values(),
                                 group_of);
}

base::Result<std::vector<DayCount>> count_created(Connection& connection, const ListQuery& list,
                                                  const TimeRange& range) {
  using Test = TicketCondition::Test;
  ListQuery of_range = list;
  of_range.conditions.push_back({TicketColumn::kCreated, Test::kSince, {}, {range.since}});
  of_range.conditions.push_back({TicketColumn::kCreated, Test::kUntil, {}, {range.until}});
  QueryBuilder query;
  query.add(kCreated);
  add_filtered(query, of_range);
  add_conditions(query, of_range);
  query.add(kByDay);
  return select_all<DayCount>(connection, query.statement("ticket_stats.created"), query.values(),
                              day_of);
}

base::Result<std::vector<DayCount>> count_events(Connection& connection, const ListQuery& list,
                                                 const std::vector<std::int64_t>& event_ids,
                                                 const TimeRange& range) {
  QueryBuilder query;
  query.add(kEvents);
  add_joins(query, list, Joined::kConditions);
  query.where(kInRange, {range.since, range.until, event_ids});
  add_conditions(query, list);
  query.add(kByDay);
  return select_all<DayCount>(connection, query.statement("ticket_stats.events"), query.values(),
                              day_of);
}

}  // namespace ost::db
