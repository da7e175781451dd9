// SPDX-License-Identifier: MIT
#include <cstdlib>

#include "base/date_time.hpp"
#include "base/php_date.hpp"
#include "base/text.hpp"
#include "domain/notify/template_dates.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {
namespace {

/// A moment, and how it is shown where it is named without a form.
struct Moment {
  std::int64_t utc = 0;
  base::TimeZone zone;
  DateForm form = DateForm::kLong;
  std::string zone_name{};  ///< to be shown behind it; "" for no name
};

TemplateValue shown(TemplateScope& scope, const Moment& moment, DateForm form) {
  return TemplateValue::plain(date_in_form(scope.desk, moment.utc, form, moment.zone));
}

TemplateValue moment_itself(TemplateScope& scope, const Moment& moment) {
  std::string text = date_in_form(scope.desk, moment.utc, moment.form, moment.zone);
  if (!moment.zone_name.empty()) text += " " + moment.zone_name;
  return TemplateValue::plain(std::move(text));
}

std::string recipient_zone(TemplateScope& scope) {
  switch (scope.recipient.kind) {
    case TemplateRecipient::Kind::kAgent: {
      const db::StaffRow* agent = scope.desk.agent(scope.recipient.id);
      return agent ? agent->timezone : "";
    }
    case TemplateRecipient::Kind::kOwner:
    case TemplateRecipient::Kind::kCollaborator:
      return scope.read(scope.source.user_zone(scope.recipient.id));
    default:
      return "";
  }
}

template <DateForm form>
TemplateValue in_form(TemplateScope& scope, const Moment& moment) {
  return shown(scope, moment, form);
}

constexpr Variable<Moment> kLocal[] = {{"short", in_form<DateForm::kShort>},
                                       {"long", in_form<DateForm::kLong>},
                                       {"time", in_form<DateForm::kTime>},
                                       {"full", in_form<DateForm::kFull>}};
constexpr VariableTable<Moment> kLocalTable{moment_itself, kLocal, std::size(kLocal)};

TemplateValue in_zone(TemplateScope& scope, const Moment& moment, const std::string& name) {
  return tabled(scope, kLocalTable, Moment{moment.utc, zone_or_default(scope.desk, name)});
}

TemplateValue for_recipient(TemplateScope& scope, const Moment& moment) {
  return in_zone(scope, moment, recipient_zone(scope));
}

TemplateValue for_system(TemplateScope& scope, const Moment& moment) {
  return in_zone(scope, moment, "");
}

TemplateValue humanized(TemplateScope& scope, const Moment& moment) {
  return TemplateValue::plain(relative_time(moment.utc, scope.now));
}

constexpr Variable<Moment> kMoment[] = {{"short", in_form<DateForm::kShort>},
                                        {"long", in_form<DateForm::kLong>},
                                        {"time", in_form<DateForm::kTime>},
                                        {"full", in_form<DateForm::kFull>},
                                        {"user", for_recipient},
                                        {"system", for_system},
                                        {"humanize", humanized}};
constexpr VariableTable<Moment> kMomentTable{moment_itself, kMoment, std::size(kMoment)};

bool is_set(const base::Json& configuration, std::string_view name) {
  const base::Json* value = configuration.find(name);
  return value && value->to_boolean();
}

// "2025-06-05 14:30:00 CEST": in the zone that stands behind it, which may be that of an agent. A
// date in another notation, or with a zone that is not known, is taken to be in the field's own.
// The library remembers every distance from UTC, so none is made that no zone has.
std::optional<Moment> stored_moment(const std::string& stored, const base::TimeZone& own) {
  const std::string_view text = stored;
  const auto wall = base::parse_date_time(text.substr(0, 19));
  const auto utc = base::parse_php_date(text, 0);
  if (!wall && !utc) return std::nullopt;
  Moment moment{utc ? *utc : own.to_utc(*wall), own};
  moment.zone_name = own.abbreviation(moment.utc);
  const std::string_view zone = wall ? base::trim(text.substr(19)) : std::string_view();
  if (!wall || !utc || zone == moment.zone_name) return moment;
  constexpr std::int64_t kQuarter = 900, kDay = 86400;
  const std::int64_t east = *wall - *utc;
  if (east % kQuarter != 0 || std::abs(east) > kDay) return moment;
  moment.zone = base::TimeZone::fixed(east);
  moment.zone_name = zone.empty() ? "UTC" : zone;
  return moment;
}

}  // namespace

TemplateValue date_value(TemplateScope& scope, const std::optional<std::string>& database_time) {
  const auto wall = database_time ? base::parse_date_time(*database_time) : std::nullopt;
  if (!wall) return {};
  const std::int64_t utc = database_zone(scope.desk).to_utc(*wall);
  return tabled(scope, kMomentTable, Moment{utc, zone_or_default(scope.desk, "")});
}

TemplateValue field_date_value(TemplateScope& scope, const std::string& stored,
                               const base::Json& configuration) {
  const base::Json* own_zone = configuration.find("timezone");
  auto moment =
      stored_moment(stored, zone_or_default(scope.desk, own_zone ? own_zone->to_string() : ""));
  if (!moment) return {};
  const bool has_time = is_set(configuration, "time");
  const bool is_everywhere = has_time && is_set(configuration, "gmt");
  moment->form = has_time ? DateForm::kLong : DateForm::kShort;
  if (is_everywhere) moment->zone = zone_or_default(scope.desk, "");
  if (is_everywhere || !has_time) moment->zone_name.clear();
  return tabled(scope, kMomentTable, *std::move(moment));
}

}  // namespace ost::domain
