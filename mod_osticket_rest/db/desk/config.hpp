// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>

#include "db/connection.hpp"

namespace ost::db {

/// Settings by namespace and key, as ost_config holds them: ("core", "default_dept_id") -> "1".
using ConfigRows = std::map<std::pair<std::string, std::string>, std::string>;

/// The help desk's own settings ("core") and those of its schedules ("schedule.N").
base::Result<ConfigRows> load_config(Connection& connection);

}  // namespace ost::db
