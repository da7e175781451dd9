// SPDX-License-Identifier: MIT
#include "db/desk/rules.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kFilters{
    "filters.filters",
    "SELECT id, execorder, isactive, match_all_rules, stop_onmatch, target, name FROM {filter}"
    " ORDER BY execorder, id",
    0};

constexpr Statement kRules{
    "filters.rules",
    "SELECT filter_id, what, how, val, isactive FROM {filter_rule} ORDER BY filter_id, id", 0};

constexpr Statement kActions{
    "filters.actions",
    "SELECT filter_id, type, configuration FROM {filter_action} ORDER BY filter_id, sort, id", 0};

}  // namespace

base::Result<std::vector<FilterRow>> load_filters(Connection& connection) {
  return select_all<FilterRow>(connection, kFilters, [](const Row& r) {
    return FilterRow{r.number(0), r.number(1), r.flag(2),  r.flag(3),
                     r.flag(4),   r.string(5), r.string(6)};
  });
}

base::Result<std::vector<FilterRuleRow>> load_filter_rules(Connection& connection) {
  return select_all<FilterRuleRow>(connection, kRules, [](const Row& r) {
    return FilterRuleRow{r.number(0), r.string(1), r.string(2), r.string(3), r.flag(4)};
  });
}

base::Result<std::vector<FilterActionRow>> load_filter_actions(Connection& connection) {
  return select_all<FilterActionRow>(connection, kActions, [](const Row& r) {
    return FilterActionRow{r.number(0), r.string(1), r.string(2)};
  });
}

namespace {

constexpr Statement kSchedules{"schedules.schedules",
                               "SELECT id, flags, timezone FROM {schedule} ORDER BY id", 0};

constexpr Statement kEntries{"schedules.entries",
                             "SELECT schedule_id, repeats, starts_on, starts_at, ends_on, ends_at, "
                             "stops_on, day, week, month"
                             " FROM {schedule_entry} ORDER BY schedule_id, id",
                             0};

constexpr Statement kServerZone{
    "schedules.server_zone",
    "SELECT @@system_time_zone, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())", 0};

}  // namespace

base::Result<std::vector<ScheduleRow>> load_schedules(Connection& connection) {
  return select_all<ScheduleRow>(connection, kSchedules, [](const Row& r) {
    return ScheduleRow{r.number(0), r.number(1), r.string(2)};
  });
}

base::Result<std::vector<ScheduleEntryRow>> load_schedule_entries(Connection& connection) {
  return select_all<ScheduleEntryRow>(connection, kEntries, [](const Row& r) {
    return ScheduleEntryRow{r.number(0), r.string(1), r.string(2), r.string(3), r.string(4),
                            r.string(5), r.string(6), r.number(7), r.number(8), r.number(9)};
  });
}

base::Result<ServerZone> load_server_zone(Connection& connection) {
  return select_one<ServerZone>(connection, kServerZone, {}, ServerZone{}, [](const Row& r) {
    return ServerZone{r.string(0), r.number(1)};
  });
}

}  // namespace ost::db
