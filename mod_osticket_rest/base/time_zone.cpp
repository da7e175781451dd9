// SPDX-License-Identifier: MIT
#include "base/time_zone.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/text.hpp"

namespace ost::base {
namespace {

constexpr cctz::civil_second kEpoch(1970, 1, 1, 0, 0, 0);
constexpr char kDatabase[] = "/usr/share/zoneinfo/";
// Lines of country, coordinates, zone and comments with tabs between them.
constexpr char kListedZones[] = "zone.tab";
constexpr std::size_t kZoneColumn = 2;
using Point = cctz::time_point<cctz::seconds>;

// Each zone has one name here, not also those that lead to its file by a detour.
bool is_in_database(const std::string& name) {
  for (const std::string_view part : split(name, '/'))
    if (part.empty() || part[0] == '.') return false;
  std::error_code error;
  return std::filesystem::is_regular_file(kDatabase + name, error);
}

}  // namespace

std::optional<TimeZone> TimeZone::named(const std::string& name) {
  cctz::time_zone zone;
  if (!is_in_database(name) || !cctz::load_time_zone(name, &zone)) return std::nullopt;
  return TimeZone(zone);
}

std::optional<std::string> TimeZone::listed_name(std::string_view name) {
  if (equal_ignoring_case(name, "UTC")) return "UTC";
  std::ifstream list(std::string(kDatabase) + kListedZones);
  for (std::string line; std::getline(list, line);) {
    const auto columns = split(line, '\t');
    if (line[0] == '#' || columns.size() <= kZoneColumn) continue;
    if (equal_ignoring_case(columns[kZoneColumn], name)) return std::string(columns[kZoneColumn]);
  }
  return std::nullopt;
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
