// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "db/connection.hpp"

namespace ost::db {

/// Sets a session up with all that the module's statements rely on, in one statement, whatever the
/// server's own settings are, and checks that it took: UTF-8, sql_mode '' and the server's time
/// zone as osTicket has them, no bound on rows and joins, repeatable reads that commit by
/// themselves, a bound on the time of a statement (seconds; MariaDB only) and on waiting for a
/// lock.
base::Status prepare_session(Connection& connection, int query_seconds);

/// The database's time, "YYYY-MM-DD HH:MM:SS" in its own zone: what osTicket's NOW() writes.
base::Result<std::string> database_time(Connection& connection);

}  // namespace ost::db
