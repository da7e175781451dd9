// SPDX-License-Identifier: MIT
#include "base/date_pattern.hpp"

#include <cctz/civil_time.h>

namespace ost::base {
namespace {

constexpr cctz::civil_second kEpoch(1970, 1, 1, 0, 0, 0);

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

}  // namespace ost::base
