// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::filters_sql {

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

constexpr Statement kAll[] = {kFilters, kRules, kActions};

}  // namespace ost::db::filters_sql
