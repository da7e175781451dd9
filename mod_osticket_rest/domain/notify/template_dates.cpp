// SPDX-License-Identifier: MIT
#include "domain/notify/template_dates.hpp"

#include "base/date_time.hpp"
#include "base/text.hpp"

namespace ost::domain {
namespace {

/// The patterns of a language, in the order of DateForm.
struct Patterns {
  const char* twelve_hours[4];
  const char* twenty_four_hours[4];
};

constexpr Patterns kAmerican{
    {"M/d/yy", "M/d/yy h:mm\u202Fa", "h:mm\u202Fa", "EEEE, MMMM d, y 'at' h:mm\u202Fa"},
    {"M/d/yy", "M/d/yy H:mm\u202F", "H:mm", "EEEE, MMMM d, y 'at' H:mm"}};
constexpr Patterns kBritish{{"dd/MM/y", "dd/MM/y HH:mm", "HH:mm", "EEEE, d MMMM y 'at' HH:mm"},
                            {"dd/MM/y", "dd/MM/y HH:mm", "HH:mm", "EEEE, d MMMM y 'at' HH:mm"}};
constexpr Patterns kFigures{{"y-MM-dd", "y-MM-dd HH:mm", "HH:mm", "y-MM-dd HH:mm"},
                            {"y-MM-dd", "y-MM-dd HH:mm", "HH:mm", "y-MM-dd HH:mm"}};

constexpr const char* kOwnFormats[] = {"date_format", "datetime_format", "time_format",
                                       "daydatetime_format"};

const Patterns& patterns_of(const HelpDesk& desk) {
  std::string_view locale = desk.setting("default_locale");
  if (locale.empty()) locale = desk.setting("system_language");
  if (locale.empty() || base::equal_ignoring_case(locale, "en") ||
      base::equal_ignoring_case(locale, "en_US"))
    return kAmerican;
  return base::equal_ignoring_case(locale.substr(0, 3), "en_") ? kBritish : kFigures;
}

std::string pattern_of(const HelpDesk& desk, DateForm form) {
  const auto at = static_cast<std::size_t>(form);
  const std::string_view formats = desk.setting("date_formats");
  const std::string own(formats == "custom" ? desk.setting(kOwnFormats[at]) : "");
  if (!own.empty()) return own;
  const Patterns& patterns = patterns_of(desk);
  return formats == "24" ? patterns.twenty_four_hours[at] : patterns.twelve_hours[at];
}

std::string counted(std::int64_t count, const char* unit, bool is_past) {
  const std::string text = std::to_string(count) + " " + unit;
  return is_past ? text + " ago" : "in " + text;
}

std::string about(const char* what, bool is_past) {
  const std::string text(what);
  return is_past ? text + " ago" : "in " + text;
}

}  // namespace

std::string date_in_form(const HelpDesk& desk, std::int64_t utc, DateForm form,
                         const base::TimeZone& zone) {
  return base::format_date_pattern(pattern_of(desk, form), zone.to_wall(utc));
}

base::TimeZone zone_or_default(const HelpDesk& desk, const std::string& name) {
  if (const auto zone = base::TimeZone::named(name)) return *zone;
  const std::string own(desk.setting("default_timezone"));
  return base::TimeZone::named(own).value_or(base::TimeZone());
}

std::string relative_time(std::int64_t utc, std::int64_t now) {
  constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;
  const bool is_past = now >= utc;
  const std::int64_t distance = is_past ? now - utc : utc - now;
  if (distance <= 2) return is_past ? "just now" : "now";
  if (distance < kMinute) return counted(distance, "seconds", is_past);
  if (distance < 2 * kMinute) return about("about a minute", is_past);
  if (distance < kHour) return counted(distance / kMinute, "minutes", is_past);
  if (distance < 2 * kHour) return about("about an hour", is_past);
  if (distance < kDay) return counted(distance / kHour, "hours", is_past);
  if (distance < 29 * kDay) return counted((distance + kDay / 2) / kDay, "days", is_past);
  if (distance < 60 * kDay) return about("about a month", is_past);
  const std::string from = base::format_date_time(now), to = base::format_date_time(utc);
  const auto years = std::stoll(from.substr(0, 4)) - std::stoll(to.substr(0, 4));
  const auto months = years * 12 + std::stoll(from.substr(5, 2)) - std::stoll(to.substr(5, 2));
  if (months < 12 && months > -12) return counted(std::abs(months), "months", months >= 0);
  if (years < 2 && years > -2) return about("a year", years >= 0);
  return counted(std::abs(years), "years", years >= 0);
}

}  // namespace ost::domain
