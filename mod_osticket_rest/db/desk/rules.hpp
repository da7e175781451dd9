// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct FilterRow {
  std::int64_t id = 0;
  std::int64_t order = 0;
  bool is_active = false;
  bool match_all_rules = false;
  bool stop_on_match = false;
  std::string target;  ///< Any, Web, Email, API
  std::string name;
};

struct FilterRuleRow {
  std::int64_t filter_id = 0;
  std::string what;  ///< name, email, body, field.N, ...
  std::string how;   ///< equal, not_equal, contains, dn_contain, starts, ends, match, not_match
  std::string value;
  bool is_active = false;
};

struct FilterActionRow {
  std::int64_t filter_id = 0;
  std::string type;
  std::string configuration;  ///< JSON
};

/// In their order of execution.
base::Result<std::vector<FilterRow>> load_filters(Connection& connection);
base::Result<std::vector<FilterRuleRow>> load_filter_rules(Connection& connection);
base::Result<std::vector<FilterActionRow>> load_filter_actions(Connection& connection);

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
