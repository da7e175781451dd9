// SPDX-License-Identifier: MIT
#include "base/time_zone.hpp"

#include <chrono>

namespace ost::base {
namespace {

constexpr cctz::civil_second kEpoch(1970, 1, 1, 0, 0, 0);
using Point = cctz::time_point<cctz::seconds>;

}  // namespace

std::optional<TimeZone> TimeZone::named(const std::string& name) {
  cctz::time_zone zone;
  if (name.empty() || name.find("..") != std::string::npos || name[0] == '/') return std::nullopt;
  if (!cctz::load_time_zone(name, &zone)) return std::nullopt;
  return TimeZone(zone);
}

TimeZone TimeZone::fixed(std::int64_t seconds) {
  return TimeZone(cctz::fixed_time_zone(cctz::seconds(seconds)));
}

std::int64_t TimeZone::to_utc(std::int64_t wall_seconds) const {
  const auto found = zone_.lookup(kEpoch + wall_seconds);
  return found.pre.time_since_epoch().count();
}

std::int64_t TimeZone::to_wall(std::int64_t utc_seconds) const {
  const Point point{cctz::seconds(utc_seconds)};
  return cctz::convert(point, zone_) - kEpoch;
}

std::string TimeZone::abbreviation(std::int64_t utc_seconds) const {
  return zone_.lookup(Point{cctz::seconds(utc_seconds)}).abbr;
}

}  // namespace ost::base
