// SPDX-License-Identifier: MIT
#include "db/filters.hpp"

#include "db/filters_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {

base::Result<std::vector<FilterRow>> load_filters(Connection& connection) {
  return select_all<FilterRow>(connection, filters_sql::kFilters, [](const Row& r) {
    return FilterRow{r.number(0), r.number(1), r.flag(2),  r.flag(3),
                     r.flag(4),   r.string(5), r.string(6)};
  });
}

base::Result<std::vector<FilterRuleRow>> load_filter_rules(Connection& connection) {
  return select_all<FilterRuleRow>(connection, filters_sql::kRules, [](const Row& r) {
    return FilterRuleRow{r.number(0), r.string(1), r.string(2), r.string(3), r.flag(4)};
  });
}

base::Result<std::vector<FilterActionRow>> load_filter_actions(Connection& connection) {
  return select_all<FilterActionRow>(connection, filters_sql::kActions, [](const Row& r) {
    return FilterActionRow{r.number(0), r.string(1), r.string(2)};
  });
}

}  // namespace ost::db
