// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::session_sql {

// osTicket's own session (db_connect) has the three-byte character set. Four bytes keep the columns
// of a help desk that was converted to utf8mb4 whole, and write the same into all others.
constexpr Statement kSet{"session.set",
                         "SET NAMES utf8mb4, SESSION sql_mode = '', SESSION time_zone = 'SYSTEM', "
                         "SESSION autocommit = 1,"
                         " /*M!100101 SESSION max_statement_time = %s, */"
                         " SESSION innodb_lock_wait_timeout = %s",
                         2};

constexpr Statement kCheck{
    "session.check", "SELECT @@character_set_client, @@character_set_connection, @@sql_mode", 0};

constexpr Statement kAll[] = {kSet, kCheck};

}  // namespace ost::db::session_sql
