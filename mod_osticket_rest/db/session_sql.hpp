// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::session_sql {

// What comes in has three bytes a character, as in osTicket's own session (db_connect): a longer
// one is stored as osTicket stores it, and literals fit the columns' indexes. What goes out has
// four, for help desks that were converted to utf8mb4. Lists ask for up to a hundred ids at once:
// to look each of them up while planning costs a tenth of such a statement, so the statistics must
// do.
constexpr Statement kSet{"session.set",
                         "SET NAMES utf8, character_set_results = utf8mb4, SESSION sql_mode = '', "
                         "SESSION time_zone = 'SYSTEM', "
                         "SESSION autocommit = 1,"
                         " /*M!100101 SESSION max_statement_time = %s, */"
                         " /*M!100403 SESSION eq_range_index_dive_limit = 10, */"
                         " SESSION innodb_lock_wait_timeout = %s",
                         2};

constexpr Statement kCheck{"session.check",
                           "SELECT @@character_set_client, @@character_set_results, @@sql_mode", 0};

constexpr Statement kAll[] = {kSet, kCheck};

}  // namespace ost::db::session_sql
