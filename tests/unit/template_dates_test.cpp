// SPDX-License-Identifier: MIT
#include "domain/notify/template_dates.hpp"

#include "base/date_time.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "fakes/fake_connection.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

std::int64_t at(const char* text) {
  return base::parse_date_time(text).value_or(0);
}

/// Dates by figures alone; Berlin's zone.
struct Desk : domain::HelpDesk {
  Desk() {
    config[{"core", "default_timezone"}] = "Europe/Berlin";
    config[{"core", "default_locale"}] = "de";
  }
};

/// What a template makes of "%{it…}" for a date that is stored so in a field set up so.
std::string shown(const char* name, const char* stored, const char* configuration) {
  const Desk desk;
  fakes::FakeConnection connection;
  domain::StoredTemplateSource source(connection);
  domain::TemplateScope scope(desk, source, {});
  scope.now = at("2025-06-05 15:30:00");
  const auto parsed = base::parse_json(configuration);
  const domain::TemplateValue date =
      domain::field_date_value(scope, stored, parsed ? *parsed : base::Json());
  return domain::expand_template(name, {{"it", date}}, domain::TemplateContext::kLine);
}

}  // namespace

TEST_GROUP(RelativeTime){};

TEST(RelativeTime, is_told_in_the_largest_unit_that_fits) {
  constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;
  const struct {
    std::int64_t distance;
    const char* past;
    const char* future;
  } cases[] = {{0, "just now", "just now"},
               {2, "just now", "now"},
               {3, "3 seconds ago", "in 3 seconds"},
               {59, "59 seconds ago", "in 59 seconds"},
               {60, "about a minute ago", "in about a minute"},
               {119, "about a minute ago", "in about a minute"},
               {120, "2 minutes ago", "in 2 minutes"},
               {kHour - 1, "59 minutes ago", "in 59 minutes"},
               {kHour, "about an hour ago", "in about an hour"},
               {2 * kHour, "2 hours ago", "in 2 hours"},
               {kDay - 1, "23 hours ago", "in 23 hours"},
               {kDay, "1 days ago", "in 1 days"},
               {kDay + 12 * kHour, "2 days ago", "in 2 days"},
               {29 * kDay - 1, "29 days ago", "in 29 days"},
               {29 * kDay, "about a month ago", "in about a month"},
               {60 * kDay - 1, "about a month ago", "in about a month"}};
  const std::int64_t now = at("2025-06-15 12:00:00");
  for (const auto& c : cases) {
    STRCMP_EQUAL(c.past, domain::relative_time(now - c.distance, now).c_str());
    STRCMP_EQUAL(c.future, domain::relative_time(now + c.distance, now).c_str());
  }
}

TEST(RelativeTime, counts_months_and_years_by_the_calendar) {
  const struct {
    const char* moment;
    const char* text;
  } cases[] = {{"2025-04-01 12:00:00", "2 months ago"}, {"2024-07-01 12:00:00", "11 months ago"},
               {"2024-06-30 12:00:00", "a year ago"},   {"2024-01-01 00:00:00", "a year ago"},
               {"2023-12-31 23:59:59", "2 years ago"},  {"2005-06-15 12:00:00", "20 years ago"},
               {"2025-08-31 12:00:00", "in 2 months"},  {"2026-05-01 12:00:00", "in 11 months"},
               {"2026-06-01 12:00:00", "in a year"},    {"2027-01-01 00:00:00", "in 2 years"}};
  for (const auto& c : cases)
    STRCMP_EQUAL_TEXT(
        c.text, domain::relative_time(at(c.moment), at("2025-06-15 12:00:00")).c_str(), c.moment);
}

TEST_GROUP(FieldDate){};

TEST(FieldDate, is_shown_in_the_zone_it_was_chosen_in) {
  const struct {
    const char* stored;
    const char* configuration;
    const char* text;
  } cases[] = {{"2025-06-05 14:30:00 CEST", R"({"time":true})", "2025-06-05 14:30 CEST"},
               {"2025-06-05 14:30:00 EDT", R"({"time":true})", "2025-06-05 14:30 EDT"},
               {"2025-06-05 14:30:00 EDT", R"({"time":true,"gmt":true})", "2025-06-05 20:30"},
               {"2025-06-05 14:30:00 EDT", R"({"time":false,"gmt":true})", "2025-06-05"},
               {"2025-06-05 14:30:00 EDT", "no JSON", "2025-06-05"},
               {"2025-06-05 23:30:00 JST", R"({"time":true,"timezone":"Asia/Tokyo"})",
                "2025-06-05 23:30 JST"},
               {"2025-06-05 14:30:00 +03", R"({"time":true})", "2025-06-05 14:30 +03"},
               {"2025-06-05 14:30:00", R"({"time":true})", "2025-06-05 14:30 UTC"},
               // Of the hour that comes twice.
               {"2025-10-26 02:30:00 CEST", R"({"time":true})", "2025-10-26 02:30 CEST"},
               {"2025-10-26 02:30:00 CET", R"({"time":true})", "2025-10-26 02:30 CET"}};
  for (const auto& c : cases)
    STRCMP_EQUAL(c.text, shown("%{it}", c.stored, c.configuration).c_str());
}

TEST(FieldDate, is_the_moment_that_was_meant_in_all_other_forms) {
  const char* const stored = "2025-06-05 09:30:00 EDT";
  const char* const configuration = R"({"time":true})";
  const struct {
    const char* name;
    const char* text;
  } cases[] = {{"%{it.system}", "2025-06-05 15:30"},
               {"%{it.user.time}", "15:30"},
               {"%{it.long}", "2025-06-05 09:30"},
               {"%{it.short}", "2025-06-05"},
               {"%{it.time}", "09:30"},
               {"%{it.humanize}", "2 hours ago"}};
  for (const auto& c : cases)
    STRCMP_EQUAL_TEXT(c.text, shown(c.name, stored, configuration).c_str(), c.name);
}

TEST(FieldDate, in_another_notation_or_an_unknown_zone_is_in_the_fields_own) {
  const char* const with_time = R"({"time":true})";
  STRCMP_EQUAL("2025-06-05 14:30 CEST",
               shown("%{it}", "2025-06-05T14:30:00+02:00", with_time).c_str());
  STRCMP_EQUAL("2025-06-05 14:30 CEST",
               shown("%{it}", "2025-06-05 14:30:00 XYZ", with_time).c_str());
  STRCMP_EQUAL("2025-06-05 14:30 JST",
               shown("%{it}", "2025-06-05 14:30:00 XYZ", R"({"time":true,"timezone":"Asia/Tokyo"})")
                   .c_str());
}

TEST(FieldDate, takes_no_distance_from_utc_that_no_zone_has) {
  for (const char* stored : {"2025-06-05 14:30:00 +2 days", "2025-06-05 14:30:00 +7 seconds"})
    CHECK_TRUE(shown("%{it}", stored, R"({"time":true})").find(" CEST") != std::string::npos);
}

TEST(FieldDate, is_nothing_where_no_date_is_stored) {
  for (const char* stored : {"", "no date", "0", "2025-13-41 00:00:00"})
    STRCMP_EQUAL("", shown("%{it}%{it.full}", stored, R"({"time":true})").c_str());
}
