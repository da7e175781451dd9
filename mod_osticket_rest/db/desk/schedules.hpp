// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct ScheduleRow {
  std::int64_t id = 0;
  std::int64_t flags = 0;
  std::string time_zone;  ///< "": the help desk's own
};

struct ScheduleEntryRow {
  std::int64_t schedule_id = 0;
  std::string repeats;    ///< never, daily, weekdays, weekends, weekly, monthly, yearly
  std::string starts_on;  ///< YYYY-MM-DD
  std::string starts_at;  ///< HH:MM:SS
  std::string ends_on;
  std::string ends_at;
  std::string stops_on;  ///< YYYY-MM-DD HH:MM:SS, "": never
  std::int64_t day = 0;
  std::int64_t week = 0;
  std::int64_t month = 0;
};

base::Result<std::vector<ScheduleRow>> load_schedules(Connection& connection);
base::Result<std::vector<ScheduleEntryRow>> load_schedule_entries(Connection& connection);

/// What the server says of its own clock.
struct ServerZone {
  std::string name;         ///< @@system_time_zone
  std::int64_t offset = 0;  ///< seconds east of UTC, now
};
base::Result<ServerZone> load_server_zone(Connection& connection);

}  // namespace ost::db
