// SPDX-License-Identifier: MIT
#include "domain/sla/schedule.hpp"

#include <cctz/civil_time.h>

#include <algorithm>

#include "base/date_time.hpp"

namespace ost::domain {
namespace {

using Repeats = ScheduleEntry::Repeats;

constexpr std::size_t kMostOccurrences = 5;
// A stop far ahead of a rare occurrence must not keep a worker busy.
constexpr int kMostSteps = 2000;
constexpr cctz::civil_day kEpoch(1970, 1, 1);

cctz::civil_day civil(Day day) {
  return kEpoch + day;
}
Day day_number(const cctz::civil_day& day) {
  return day - kEpoch;
}
Day day_of(WallTime time) {
  return time >= 0 ? time / kSecondsPerDay : -((-time + kSecondsPerDay - 1) / kSecondsPerDay);
}

// 1: Monday ... 7: Sunday.
int weekday(Day day) {
  return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1;
}
bool is_weekend(Day day) {
  return weekday(day) > 5;
}

Day next_weekday_name(Day day, int name) {
  return day + (name - weekday(day) + 7) % 7;
}

Day next_working_day(Day day) {
  do ++day;
  while (is_weekend(day));
  return day;
}

// "first Monday of …", "last Monday of …".
Day weekday_of_month(const cctz::civil_month& month, int week, int name) {
  if (week == -1) {
    const Day last = day_number(cctz::civil_day(month + 1)) - 1;
    return last - (weekday(last) - name + 7) % 7;
  }
  return next_weekday_name(day_number(cctz::civil_day(month)), name) + 7 * (week - 1);
}

Day monthly(const ScheduleEntry& entry, Day day) {
  const cctz::civil_month month(civil(day));
  if (entry.week == 0 && entry.day > 0)
    return day_number(cctz::civil_day(month.year(), month.month(), entry.day));
  return weekday_of_month(month, entry.week, entry.day);
}

Day yearly(const ScheduleEntry& entry, Day day) {
  const auto year = civil(day).year();
  const cctz::civil_month month(year, entry.month);
  if (entry.week == -1) return weekday_of_month(month, -1, entry.day);
  if (entry.week == 0) return day_number(cctz::civil_day(year, entry.month, entry.day));
  // PHP's "May 2026 first Monday" does not count the first of May itself.
  return next_weekday_name(day_number(cctz::civil_day(month)) + 1, entry.day) +
         7 * (entry.week - 1);
}

// The day that the entry means from a given one on (ScheduleEntry::getIntervalSpec).
Day settle(const ScheduleEntry& entry, Day day) {
  switch (entry.repeats) {
    case Repeats::kNever:
      return day_of(entry.starts);
    case Repeats::kDaily:
      return day;
    case Repeats::kWeekdays:
      return is_weekend(day) ? next_working_day(day) : day;
    case Repeats::kWeekends:
      return is_weekend(day) ? day : next_weekday_name(day, 6);
    case Repeats::kWeekly:
      return next_weekday_name(day, entry.day);
    case Repeats::kMonthly:
      return monthly(entry, day);
    case Repeats::kYearly:
      return yearly(entry, day);
  }
  return day;
}

Day advance(const ScheduleEntry& entry, Day day) {
  const cctz::civil_day date = civil(day);
  switch (entry.repeats) {
    case Repeats::kWeekly:
      return day + 7;
    case Repeats::kWeekdays:
      return next_working_day(day);
    case Repeats::kMonthly:
      return day_number(cctz::civil_day(date.year(), date.month() + 1, date.day()));
    case Repeats::kYearly:
      return day_number(cctz::civil_day(date.year() + 1, date.month(), date.day()));
    default:
      return day + 1;
  }
}

std::optional<Repeats> repeats_of(const std::string& text) {
  if (text == "never") return Repeats::kNever;
  if (text == "daily") return Repeats::kDaily;
  if (text == "weekdays") return Repeats::kWeekdays;
  if (text == "weekends") return Repeats::kWeekends;
  if (text == "weekly") return Repeats::kWeekly;
  if (text == "monthly") return Repeats::kMonthly;
  if (text == "yearly") return Repeats::kYearly;
  return std::nullopt;
}

bool is_sound(const ScheduleEntry& entry) {
  const bool names_weekday = entry.repeats == Repeats::kWeekly || entry.week != 0;
  const bool names_month = entry.repeats == Repeats::kYearly;
  if (names_weekday && (entry.day < 1 || entry.day > 7)) return false;
  if (names_month && (entry.month < 1 || entry.month > 12)) return false;
  return entry.week >= -1 && entry.week <= 5 && entry.day >= 0 && entry.day <= 31;
}

}  // namespace

std::optional<ScheduleEntry> read_entry(const db::ScheduleEntryRow& row) {
  const auto repeats = repeats_of(row.repeats);
  const auto starts = base::parse_date_time(row.starts_on + " " + row.starts_at);
  const auto ends = base::parse_date_time(row.ends_on + " " + row.ends_at);
  if (!repeats || !starts || !ends) return std::nullopt;
  ScheduleEntry entry;
  entry.repeats = *repeats;
  entry.starts = *starts;
  entry.ends = *ends;
  entry.day = static_cast<int>(row.day);
  entry.week = static_cast<int>(row.week);
  entry.month = static_cast<int>(row.month);
  entry.stops = base::parse_date_time(row.stops_on);
  if (!entry.stops && entry.repeats == Repeats::kNever) entry.stops = entry.ends;
  if (!is_sound(entry)) return std::nullopt;
  return entry;
}

std::vector<Day> occurrences(const ScheduleEntry& entry, WallTime from, std::optional<Day> last) {
  std::vector<Day> days;
  const WallTime first = std::max(from, entry.starts);
  if (entry.stops && *entry.stops < first) return days;
  Day current = settle(entry, day_of(first));
  for (int step = 0; step < kMostSteps && days.size() < kMostOccurrences; ++step) {
    if (last && current > *last) break;
    if (current >= day_of(from)) days.push_back(current);
    if (entry.repeats == Repeats::kNever) break;
    const Day next = settle(entry, advance(entry, current));
    // Day 0 of a month lies in the month before: such an entry would stay where it is.
    if (next <= current) break;
    current = next;
    if (entry.stops && *entry.stops < current * kSecondsPerDay) break;
  }
  return days;
}

}  // namespace ost::domain
