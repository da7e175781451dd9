// SPDX-License-Identifier: MIT
#include "base/date_time.hpp"

#include <cctz/civil_time.h>

#include <charconv>

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

}  // namespace ost::base
