// SPDX-License-Identifier: MIT
#include "api/read/moment.hpp"

#include <algorithm>

#include "base/date_time.hpp"

namespace ost::api {
namespace {

constexpr std::size_t kDay = 10;      // YYYY-MM-DD
constexpr std::size_t kSeconds = 19;  // YYYY-MM-DD HH:MM:SS

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The seconds on the wall; empty for a day or an hour that there is not.
std::optional<std::int64_t> wall_seconds(std::string text) {
  if (text[kDay] == 'T' || text[kDay] == 't') text[kDay] = ' ';
  const auto seconds = base::parse_date_time(text);
  const bool is_real = seconds && base::format_date_time(*seconds) == text;
  return is_real ? seconds : std::nullopt;
}

// How many bytes a fraction has; it counts as one second more unless it is zero.
std::size_t take_fraction(std::string_view text, std::int64_t& more) {
  if (text.empty() || text[0] != '.') return 0;
  std::size_t size = 1;
  for (; size < text.size() && is_digit(text[size]); ++size)
    if (text[size] != '0') more = 1;
  return size > 1 ? size : 0;
}

// Seconds east of UTC of "Z" or "+HH:MM".
std::optional<std::int64_t> zone_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-' && text[0] != ' '))
    return std::nullopt;
  for (const std::size_t at : {1U, 2U, 4U, 5U})
    if (!is_digit(text[at])) return std::nullopt;
  const std::int64_t hours = (text[1] - '0') * 10 + (text[2] - '0');
  const std::int64_t minutes = (text[4] - '0') * 10 + (text[5] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  if (text.size() != kDay && text.size() < kSeconds) return std::nullopt;
  const bool is_day = text.size() == kDay;
  const auto wall = wall_seconds(is_day ? std::string(text) + " 00:00:00"
                                        : std::string(text.substr(0, kSeconds)));
  if (!wall) return std::nullopt;
  if (is_day || (text.size() == kSeconds && text[kDay] == ' '))
    return Moment{base::format_date_time(*wall)};
  std::string_view rest = text.substr(kSeconds);
  std::int64_t more = 0;
  rest.remove_prefix(take_fraction(rest, more));
  const auto offset = zone_offset(rest);
  if (!offset) return std::nullopt;
  return Moment{std::nullopt, *wall - *offset + more};
}

void TimeText::write(JsonWriter& json, const std::optional<std::string_view>& time) const {
  const bool is_set = time && !time->empty() && time->substr(0, 10) != "0000-00-00";
  const auto wall = is_set && zone_ ? base::parse_date_time(*time) : std::nullopt;
  if (wall)
    json.string(utc_text(zone_->to_utc(*wall)));
  else
    json.maybe_string(is_set && !zone_ ? time : std::nullopt);
}

std::string utc_text(std::int64_t utc_seconds) {
  std::string text = base::format_date_time(utc_seconds);
  text[10] = 'T';
  return text + "Z";
}

}  // namespace ost::api
