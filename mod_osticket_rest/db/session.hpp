// SPDX-License-Identifier: MIT
#pragma once

#include "db/connection.hpp"

namespace ost::db {

/// Sets a new session up as the module needs it, and checks that it took: UTF-8,
/// sql_mode '' and the server's own time zone as osTicket has them, a bound on the time of a
/// statement (seconds; MariaDB only) and on waiting for a lock.
base::Status prepare_session(Connection& connection, int query_seconds);

}  // namespace ost::db
