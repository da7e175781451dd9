// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "db/connection.hpp"

namespace ost::db {

/// The database's time, "YYYY-MM-DD HH:MM:SS" in its own zone: what osTicket's NOW() writes.
base::Result<std::string> database_time(Connection& connection);

}  // namespace ost::db
