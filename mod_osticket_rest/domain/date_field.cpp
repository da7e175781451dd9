// SPDX-License-Identifier: MIT
#include "domain/date_field.hpp"

#include <charconv>

#include "base/date_pattern.hpp"
#include "base/date_time.hpp"
#include "base/text.hpp"
#include "base/time_zone.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kMidnight = "00:00:00";

std::string setting(const base::Json& configuration, std::string_view name) {
  const base::Json* value = configuration.find(name);
  return value ? value->to_string() : "";
}

// Seconds east of UTC of "+01:00" or "-0530"; empty for anything else.
std::optional<std::int64_t> read_offset(std::string_view text) {
  std::string digits;
  for (const char c : text.substr(1))
    if (c != ':') digits.push_back(c);
  int number = -1;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.size() != 4 || parsed.ptr != digits.data() + 4 || number % 100 > 59)
    return std::nullopt;
  const std::int64_t seconds = number / 100 * 3600 + number % 100 * 60;
  return text[0] == '-' ? -seconds : seconds;
}

// What stands behind date and time: nothing, a zone that osTicket itself writes, or an offset.
std::optional<std::int64_t> read_zone(std::string_view text) {
  text = base::trim(text);
  if (text.empty() || text == "Z" || text == "UTC" || text == "GMT") return 0;
  return text[0] == '+' || text[0] == '-' ? read_offset(text) : std::nullopt;
}

base::TimeZone zone_of(const base::Json& configuration, const HelpDesk& desk) {
  std::string name = setting(configuration, "timezone");
  if (name.empty()) name = desk.setting("default_timezone");
  return base::TimeZone::named(name).value_or(base::TimeZone());
}

}  // namespace

std::optional<std::int64_t> read_date(std::string_view text) {
  text = base::trim(text);
  std::string wall(text.substr(0, 10));
  std::string_view rest = text.size() > 10 ? text.substr(10) : std::string_view();
  std::string time(kMidnight);
  if (rest.size() >= 6 && (rest[0] == ' ' || rest[0] == 'T') && rest[3] == ':') {
    const bool has_seconds = rest.size() >= 9 && rest[6] == ':';
    time = std::string(rest.substr(1, has_seconds ? 8 : 5)) + (has_seconds ? "" : ":00");
    rest.remove_prefix(has_seconds ? 9 : 6);
  }
  const auto seconds = base::parse_date_time(wall + " " + time);
  const auto offset = read_zone(rest);
  if (!seconds || !offset) return std::nullopt;
  return *seconds - *offset;
}

std::string date_for_storage(const std::string& text, const base::Json& configuration,
                             const HelpDesk& desk) {
  const auto utc = read_date(text);
  if (!utc) return text;
  const base::TimeZone zone = zone_of(configuration, desk);
  return base::format_date_time(zone.to_wall(*utc)) + " " + zone.abbreviation(*utc);
}

std::string date_text(std::int64_t utc, const base::Json& configuration, const HelpDesk& desk) {
  const bool with_time = base::Json(setting(configuration, "time")).to_boolean();
  std::string pattern = with_time ? "M/d/yy h:mm\u202Fa" : "M/d/yy";
  if (desk.setting("date_formats") == "custom")
    pattern = desk.setting(with_time ? "datetime_format" : "date_format");
  const base::TimeZone zone = zone_of(base::Json(), desk);
  return base::format_date_pattern(pattern, zone.to_wall(utc));
}

std::string validate_date(const std::string& text, const base::Json& configuration) {
  // The zone behind a stored date has a name only; the wall-clock time decides.
  const auto date = read_date(std::string_view(text).substr(0, 19));
  if (!date) return "";
  const auto min = read_date(setting(configuration, "min"));
  const auto max = read_date(setting(configuration, "max"));
  if (min && *date < *min) return "Selected date is earlier than permitted";
  return max && *date > *max ? "Selected date is later than permitted" : "";
}

}  // namespace ost::domain
