// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::schedules_sql {

constexpr Statement kSchedules{"schedules.schedules",
                               "SELECT id, flags, timezone FROM {schedule} ORDER BY id", 0};

constexpr Statement kEntries{"schedules.entries",
                             "SELECT schedule_id, repeats, starts_on, starts_at, ends_on, ends_at, "
                             "stops_on, day, week, month"
                             " FROM {schedule_entry} ORDER BY schedule_id, id",
                             0};

constexpr Statement kServerZone{
    "schedules.server_zone",
    "SELECT @@system_time_zone, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())", 0};

constexpr Statement kAll[] = {kSchedules, kEntries, kServerZone};

}  // namespace ost::db::schedules_sql
