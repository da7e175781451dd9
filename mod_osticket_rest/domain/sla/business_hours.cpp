// SPDX-License-Identifier: MIT
#include "domain/sla/schedule.hpp"

#include <algorithm>
#include <map>

namespace ost::domain {
namespace {

constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::int64_t kWindow = 72 * kSecondsPerHour;
// Years of three-day windows; a grace period nobody waits for ends here.
constexpr int kMostWindows = 5000;

using Openings = std::map<Day, const ScheduleEntry*>;

Day day_of(WallTime time) {
  return time >= 0 ? time / kSecondsPerDay : -((-time + kSecondsPerDay - 1) / kSecondsPerDay);
}

/// The moment that moves through the schedule: on the wall and in UTC, as PHP's DateTime has both.
class Moment {
 public:
  Moment(const base::TimeZone& zone, std::int64_t utc) : zone_(zone), utc_(utc) {}
  std::int64_t utc() const { return utc_; }
  WallTime wall() const { return zone_.to_wall(utc_); }
  Day day() const { return day_of(wall()); }
  std::int64_t second_of_day() const { return wall() - day() * kSecondsPerDay; }
  void set_wall(WallTime wall) { utc_ = zone_.to_utc(wall); }
  void go_back(std::int64_t seconds) { utc_ -= seconds; }

 private:
  const base::TimeZone& zone_;
  std::int64_t utc_;
};

void add(Openings& openings, const ScheduleEntry& entry, WallTime from, std::optional<Day> last) {
  for (const Day day : occurrences(entry, from, last)) openings.emplace(day, &entry);
}

/// The days of one window of three days with their entries and holidays (initOccurrences).
struct Window {
  Openings work;
  Openings holidays;

  bool open(const Schedule& schedule, const Moment& moment) {
    WallTime from = moment.wall();
    if (work.count(moment.day()) > 0) from += kSecondsPerDay;
    const std::int64_t end = schedule.zone.to_utc(from) + kWindow;
    const Day last = day_of(schedule.zone.to_wall(end));
    work.clear();
    holidays.clear();
    for (const ScheduleEntry& entry : schedule.entries) add(work, entry, from, last);
    if (work.empty()) return false;
    const Day last_work = work.rbegin()->first;
    for (const auto& entries : schedule.holidays)
      for (const ScheduleEntry& entry : entries) add(holidays, entry, from, last_work);
    return true;
  }
};

/// Adds opening time day by day until there is enough (addWorkingHours).
class Counter {
 public:
  Counter(const Schedule& schedule, std::int64_t start, std::int64_t seconds)
      : schedule_(schedule), moment_(schedule.zone, start), wanted_(seconds) {}

  std::int64_t run() {
    Window window;
    for (int i = 0; i < kMostWindows && counted_ < wanted_; ++i) {
      if (!window.open(schedule_, moment_)) break;
      for (const auto& [day, entry] : window.work)
        if (count_day(day, *entry, window)) break;
    }
    return moment_.utc();
  }

 private:
  // True when enough has been counted and the rest of the window does not matter.
  bool count_day(Day day, const ScheduleEntry& entry, const Window& window) {
    bool partial = false;
    if (day == moment_.day()) {
      if (moment_.second_of_day() > entry.end_of_day()) return false;
      partial = moment_.second_of_day() >= entry.start_of_day();
    } else if (day * kSecondsPerDay + entry.end_of_day() < moment_.utc()) {
      // osTicket compares the closing time as if it were UTC.
      return false;
    }
    std::int64_t lead = 0;
    if (const auto holiday = window.holidays.find(day); holiday != window.holidays.end()) {
      moment_.set_wall(day * kSecondsPerDay + holiday->second->end_of_day());
      if (is_full_day(*holiday->second)) return false;
      partial = true;
      lead = std::max<std::int64_t>(0, holiday->second->start_of_day() - entry.start_of_day());
    }
    counted_ += partial ? rest_of(entry) + lead : length_of(entry);
    moment_.set_wall(day * kSecondsPerDay + entry.end_of_day());
    if (counted_ <= wanted_) return false;
    moment_.go_back(counted_ - wanted_);
    return true;
  }

  std::int64_t utc(WallTime wall) const { return schedule_.zone.to_utc(wall); }
  std::int64_t length_of(const ScheduleEntry& e) const { return utc(e.ends) - utc(e.starts); }
  bool is_full_day(const ScheduleEntry& e) const { return length_of(e) + 1 >= kSecondsPerDay; }

  // From the moment's time of day to the end, on the entry's own first day
  // (ScheduleEntry::diffTime).
  std::int64_t rest_of(const ScheduleEntry& entry) const {
    const WallTime start = entry.starts - entry.start_of_day() + moment_.second_of_day();
    return utc(entry.ends) - utc(start);
  }

  const Schedule& schedule_;
  Moment moment_;
  std::int64_t wanted_;
  std::int64_t counted_ = 0;
};

}  // namespace

std::optional<std::int64_t> add_working_hours(const Schedule& schedule, std::int64_t start,
                                              std::int64_t hours) {
  if (hours <= 0) return start;
  if (schedule.entries.empty()) return std::nullopt;
  return Counter(schedule, start, hours * kSecondsPerHour).run();
}

}  // namespace ost::domain
