// SPDX-License-Identifier: MIT
#include "db/desk/filters.hpp"

#include "db/select_all.hpp"

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

}  // namespace ost::db
