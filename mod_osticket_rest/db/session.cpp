// SPDX-License-Identifier: MIT
#include "db/session.hpp"

#include <algorithm>

#include "db/query.hpp"

namespace ost::db {
namespace {

// All that the module's statements rely on and that an operator may have set otherwise for every
// session. What comes in has three bytes a character, as in osTicket's own session (db_connect): a
// longer one is stored as osTicket stores it, and literals fit the columns' indexes. What goes out
// has four, for help desks that were converted to utf8mb4. `x IS NULL` must not look for the last
// inserted row (sql_auto_is_null), COMMIT must only commit (completion_type). Lists ask for up to a
// hundred ids at once: to look each of them up while planning costs a tenth of such a statement, so
// the statistics must do. A locking read is to see what has been committed by then, as osTicket's
// own would, not to fail over it (innodb_snapshot_isolation, on by itself since 11.6). MariaDB
// reads comments that begin with M!, MySQL those with !5.
constexpr Statement kSet{"session.set",
                         "SET NAMES utf8mb3 COLLATE utf8mb3_general_ci,"
                         " character_set_results = utf8mb4, SESSION sql_mode = '',"
                         " SESSION time_zone = 'SYSTEM', SESSION autocommit = 1,"
                         " SESSION completion_type = 'NO_CHAIN', SESSION sql_safe_updates = 0,"
                         " SESSION sql_select_limit = 18446744073709551615,"
                         " SESSION max_join_size = 18446744073709551615,"
                         " SESSION sql_big_selects = 1, SESSION sql_auto_is_null = 0,"
                         " SESSION unique_checks = 1, SESSION max_sort_length = 1024,"
                         " /*M!100000 SESSION old_mode = '',"
                         " SESSION tx_isolation = 'REPEATABLE-READ', SESSION tx_read_only = 0, */"
                         " /*!50720 SESSION transaction_isolation = 'REPEATABLE-READ',"
                         " SESSION transaction_read_only = 0, */"
                         " /*M!100101 SESSION max_statement_time = %s, */"
                         " /*M!110602 SESSION innodb_snapshot_isolation = 0, */"
                         " /*M!100403 SESSION eq_range_index_dive_limit = 10, */"
                         " SESSION innodb_lock_wait_timeout = %s",
                         2};

constexpr Statement kCheck{"session.check",
                           "SELECT @@character_set_client, @@character_set_results, @@sql_mode", 0};

constexpr int kLongestLockWait = 3;  // seconds; a transaction is repeated after it

}  // namespace

base::Status prepare_session(Connection& connection, int query_seconds) {
  const auto set =
      connection.execute(kSet, {query_seconds, std::min(query_seconds, kLongestLockWait)});
  if (!set) return set.error();
  // Quoting relies on these; a server can be told to ignore what a client asks for.
  bool as_asked = false;
  const base::Status read = connection.select(kCheck, {}, [&](const Row& row) {
    const std::string client = row.string(0);  // servers differ in the name
    as_asked = (client == "utf8" || client == "utf8mb3") && row.string(1) == "utf8mb4" &&
               row.string(2).empty();
    return base::Status();
  });
  if (!read) return read;
  if (!as_asked) return base::internal_error("the server did not accept the session's settings");
  return {};
}

namespace {

constexpr Statement kNow{"clock.now", "SELECT NOW()", 0};

}  // namespace

base::Result<std::string> database_time(Connection& connection) {
  return select_one<std::string>(connection, kNow, {}, "",
                                 [](const Row& r) { return r.string(0); });
}

}  // namespace ost::db
