// SPDX-License-Identifier: MIT
#include "db/session.hpp"

#include <algorithm>

#include "db/session_sql.hpp"

namespace ost::db {
namespace {

constexpr int kLongestLockWait = 3;  // seconds; a transaction is repeated after it

}  // namespace

base::Status prepare_session(Connection& connection, int query_seconds) {
  const auto set = connection.execute(session_sql::kSet,
                                      {query_seconds, std::min(query_seconds, kLongestLockWait)});
  if (!set) return set.error();
  // Quoting relies on these; a server can be told to ignore what a client asks for.
  bool as_asked = false;
  const base::Status read = connection.select(session_sql::kCheck, {}, [&](const Row& row) {
    const std::string client = row.string(0);  // servers differ in the name
    as_asked = (client == "utf8" || client == "utf8mb3") && row.string(1) == "utf8mb4" &&
               row.string(2).empty();
    return base::Status();
  });
  if (!read) return read;
  if (!as_asked) return base::internal_error("the server did not accept the session's settings");
  return {};
}

}  // namespace ost::db
