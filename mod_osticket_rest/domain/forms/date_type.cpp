// SPDX-License-Identifier: MIT
#include "domain/forms/text_types.hpp"

#include "base/date_time.hpp"
#include "base/php_date.hpp"
#include "base/text.hpp"
#include "domain/desk/agent.hpp"

namespace ost::domain {
namespace {

base::TimeZone zone_of(std::string name, const HelpDesk& desk) {
  if (name.empty()) name = desk.setting("default_timezone");
  return base::TimeZone::named(name).value_or(base::TimeZone());
}

// The zone that the acting agent has chosen; "" for the help desk's (OsticketConfig::getTimezone).
std::string zone_name(const FormField& field) {
  return field.agent() ? field.agent()->row().timezone : "";
}

// A stored date, with the zone behind it. PHP takes what lies before 1970 for no date.
std::optional<std::int64_t> stored_date(const std::string& text) {
  const auto utc = base::parse_php_date(text, 0);
  return utc && *utc > 0 ? utc : std::nullopt;
}

// Of the pattern `h:mm\u202Fa` osTicket takes the letter for a.m. and p.m. where it wants 24 hours,
// and leaves the narrow space before it (OsticketConfig::getTimeFormat). An own format that is
// empty leaves the choice to ICU, which puts a comma.
std::string pattern_of(DateShape shape, const HelpDesk& desk) {
  const bool has_time = shape == DateShape::kDayAndTime;
  const std::string_view formats = desk.setting("date_formats");
  if (formats == "custom") {
    const std::string own(desk.setting(has_time ? "datetime_format" : "date_format"));
    if (!own.empty()) return own;
    return has_time ? "M/d/yy, h:mm\u202Fa" : "M/d/yy";
  }
  if (!has_time) return "M/d/yy";
  return formats == "24" ? "M/d/yy H:mm\u202F" : "M/d/yy h:mm\u202Fa";
}

}  // namespace

FieldType::Value DateType::read(const FormField& field, const base::Json& sent) const {
  FieldValue value;
  value.text = base::trim(sent.to_string());
  if (!sent.to_boolean()) return value;
  value.id = base::parse_moment(sent.to_string(), field.now());
  value.is_known = value.id.has_value();
  if (!value.id) return value;
  const std::string& own_zone = field.settings().time_zone;
  const base::TimeZone zone = zone_of(own_zone.empty() ? zone_name(field) : own_zone, field.desk());
  value.text = base::format_date_time(zone.to_wall(*value.id)) + " " + zone.abbreviation(*value.id);
  return value;
}

std::string DateType::complaint(const FormField& field, const FieldValue& value) const {
  if (!value.id) return "";
  const FieldSettings& settings = field.settings();
  if (settings.earliest && *value.id < *settings.earliest)
    return "Selected date is earlier than permitted";
  return settings.latest && *value.id > *settings.latest ? "Selected date is later than permitted"
                                                         : "";
}

std::string DateType::to_text(const FormField& field, const Value& value) const {
  if (!value) return "";
  const auto utc = stored_date(value->text);
  const DateShape shape = field.settings().has_time ? DateShape::kDayAndTime : DateShape::kDay;
  return utc ? date_text(*utc, shape, field.desk(), zone_name(field)) : "";
}

std::string DateType::keys(const FormField&, const Value& value) const {
  return value && stored_date(value->text) ? value->text : "0";
}

StoredAnswer DateType::store_edited(const FormField&, const std::string&,
                                    const Value& value) const {
  return {value ? value->text : "", std::nullopt};
}

base::Json DateType::told(const FormField&, const StoredAnswer& answer) const {
  if (!answer.value || !stored_date(*answer.value)) return 0;
  return *answer.value;
}

base::Json DateType::told_edited(const FormField&, const base::Json&, const Value& value) const {
  return value ? value->text : "";
}

std::string date_text(std::int64_t utc, DateShape shape, const HelpDesk& desk,
                      const std::string& zone) {
  const std::string pattern = pattern_of(shape, desk);
  return base::format_date_pattern(pattern, zone_of(zone, desk).to_wall(utc));
}

}  // namespace ost::domain
