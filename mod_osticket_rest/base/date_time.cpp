// SPDX-License-Identifier: MIT
#include "base/date_time.hpp"

#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/text.hpp"

namespace ost::base {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  const char* end = text.data() + at + count;
  const auto parsed = std::from_chars(text.data() + at, end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

constexpr cctz::civil_second kEpoch(1970, 1, 1, 0, 0, 0);

void append(std::string& out, std::int64_t number, std::size_t width) {
  if (number < 0) out.push_back('-');
  std::string text = std::to_string(number < 0 ? -number : number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  out += text;
}

}  // namespace

std::optional<std::int64_t> parse_date_time(std::string_view text) {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' ||
      text[16] != ':')
    return std::nullopt;
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const cctz::civil_second civil(*year, *month, *day, *hour, *minute, *second);
  // The library carries what does not fit over; such a text is no date.
  if (civil.month() != *month || civil.day() != *day || civil.hour() != *hour) return std::nullopt;
  return civil - kEpoch;
}

std::string format_date_time(std::int64_t wall_seconds) {
  const cctz::civil_second civil = kEpoch + wall_seconds;
  std::string out;
  append(out, civil.year(), 4);
  out.push_back('-');
  append(out, civil.month(), 2);
  out.push_back('-');
  append(out, civil.day(), 2);
  out.push_back(' ');
  append(out, civil.hour(), 2);
  out.push_back(':');
  append(out, civil.minute(), 2);
  out.push_back(':');
  append(out, civil.second(), 2);
  return out;
}

namespace {

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
constexpr std::string_view kDays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string named(std::string_view name, std::size_t count) {
  return std::string(count > 3 ? name : name.substr(0, 3));
}

std::string field(char letter, std::size_t count, const cctz::civil_second& time) {
  const int hour = time.hour() % 12 == 0 ? 12 : time.hour() % 12;
  const auto month = static_cast<std::size_t>(time.month() - 1);
  const auto day = static_cast<std::size_t>(cctz::get_weekday(cctz::civil_day(time)));
  switch (letter) {
    case 'y':
      return count == 2 ? padded(time.year() % 100, 2) : padded(time.year(), count);
    case 'M':
      return count > 2 ? named(kMonths[month], count) : padded(time.month(), count);
    case 'd':
      return padded(time.day(), count);
    case 'E':
      return named(kDays[day], count);
    case 'H':
      return padded(time.hour(), count);
    case 'h':
      return padded(hour, count);
    case 'm':
      return padded(time.minute(), count);
    case 's':
      return padded(time.second(), count);
    case 'a':
      return time.hour() < 12 ? "AM" : "PM";
    default:
      return std::string(count, letter);
  }
}

}  // namespace

std::string format_date_pattern(std::string_view pattern, std::int64_t wall_seconds) {
  const cctz::civil_second time = kEpoch + wall_seconds;
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '\'') {
      const std::size_t end = pattern.find('\'', i + 1);
      if (end == i + 1) out.push_back('\'');
      out += pattern.substr(i + 1, end == std::string_view::npos ? end : end - i - 1);
      i = end == std::string_view::npos ? pattern.size() : end + 1;
      continue;
    }
    const std::size_t next = pattern.find_first_not_of(pattern[i], i);
    const std::size_t count = (next == std::string_view::npos ? pattern.size() : next) - i;
    out += field(pattern[i], count, time);
    i += count;
  }
  return out;
}

namespace {

using Point = cctz::time_point<cctz::seconds>;

constexpr char kFixed[] = "%a, %d %b %Y %H:%M:%S GMT";
// The last two are of old clients: RFC 850 and asctime().
constexpr const char* kForms[] = {kFixed, "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"};
constexpr std::size_t kLongest = 40;

}  // namespace

std::string format_http_date(std::int64_t utc_seconds) {
  return cctz::format(kFixed, Point(cctz::seconds(utc_seconds)), cctz::utc_time_zone());
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  for (const char* form : kForms) {
    Point point;
    if (cctz::parse(form, std::string(text), cctz::utc_time_zone(), &point))
      return point.time_since_epoch().count();
  }
  return std::nullopt;
}

namespace {

constexpr char kDatabase[] = "/usr/share/zoneinfo/";
// Lines of country, coordinates, zone and comments with tabs between them.
constexpr char kListedZones[] = "zone.tab";
constexpr std::size_t kZoneColumn = 2;

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
