// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/date_time.hpp"
#include "db/desk/rules.hpp"

namespace ost::domain {

/// Days since 1970-01-01, and seconds of wall-clock time since then.
using Day = std::int64_t;
using WallTime = std::int64_t;

constexpr std::int64_t kSecondsPerDay = 86400;

/// An entry of a schedule, read once: when it opens and closes, and on which days.
struct ScheduleEntry {
  enum class Repeats { kNever, kDaily, kWeekdays, kWeekends, kWeekly, kMonthly, kYearly };
  Repeats repeats = Repeats::kNever;
  WallTime starts = 0;
  WallTime ends = 0;
  std::optional<WallTime> stops{};
  int day = 0;
  int week = 0;
  int month = 0;

  std::int64_t start_of_day() const { return starts % kSecondsPerDay; }
  std::int64_t end_of_day() const { return ends % kSecondsPerDay; }
};

/// Empty for a row that holds no dates or an unknown repetition.
std::optional<ScheduleEntry> read_entry(const db::ScheduleEntryRow& row);

struct Schedule {
  base::TimeZone zone{};
  std::vector<ScheduleEntry> entries{};
  std::vector<std::vector<ScheduleEntry>> holidays{};  ///< of each holiday schedule, in order
};

/// The days from `from` up to `last` (without a bound when empty) on which the entry occurs, five
/// at most (ScheduleEntry::getOccurrences).
std::vector<Day> occurrences(const ScheduleEntry& entry, WallTime from, std::optional<Day> last);

/// When `hours` of opening time have passed since `start` (both UTC seconds), by osTicket's
/// arithmetic with all its corners: hours of a day that is partly a holiday count again, and what
/// ends exactly at closing time ends at the next opening. Empty for a schedule without entries
/// (BusinessHours::addWorkingHours).
std::optional<std::int64_t> add_working_hours(const Schedule& schedule, std::int64_t start,
                                              std::int64_t hours);

}  // namespace ost::domain
