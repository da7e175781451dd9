// SPDX-License-Identifier: MIT
// What PHP 8.2 itself reads of the same texts, with UTC as its own zone.
#include "base/php_date.hpp"

#include "base/date_time.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

constexpr std::int64_t kNow = 1795675989;  // Thursday, 2026-11-26 06:53:09 UTC

struct Case {
  const char* text;
  const char* utc;  ///< "-" for what is no date
};

void check(const Case& c) {
  const auto date = base::parse_php_date(c.text, kNow);
  const std::string read = date ? base::format_date_time(*date) : "-";
  STRCMP_EQUAL_TEXT(c.utc, read.c_str(), c.text);
}

}  // namespace

TEST_GROUP(PhpDate){};

TEST(PhpDate, is_read_in_the_notations_that_people_send) {
  const Case cases[] = {
      {"2026-07-01", "2026-07-01 00:00:00"},     {"2026-7-1", "2026-07-01 00:00:00"},
      {"2026/07/01", "2026-07-01 00:00:00"},     {"01.07.2026", "2026-07-01 00:00:00"},
      {"1.7.2026", "2026-07-01 00:00:00"},       {"01-07-2026", "2026-07-01 00:00:00"},
      {"7/1/2026", "2026-07-01 00:00:00"},       {"7/1/26", "2026-07-01 00:00:00"},
      {"07/01", "2026-07-01 00:00:00"},          {"31.12.26", "2026-12-31 00:00:00"},
      {"1-Jul-2026", "2026-07-01 00:00:00"},     {"2026-Jul-01", "2026-07-01 00:00:00"},
      {"20260701 14:30", "2026-07-01 14:30:00"}, {"July 1, 2026", "2026-07-01 00:00:00"},
      {"July 1st, 2026", "2026-07-01 00:00:00"}, {"Jul 1 2026 2:30 PM", "2026-07-01 14:30:00"},
      {"1 July 2026", "2026-07-01 00:00:00"},    {"1st July 2026", "2026-07-01 00:00:00"},
      {"1. July 2026", "2026-07-01 00:00:00"},   {"July 2026", "2026-07-01 00:00:00"},
      {"July 1", "2026-07-01 00:00:00"},         {"2026-07", "2026-07-01 00:00:00"},
      {"2026-W27-3", "2026-07-01 00:00:00"},     {"2026W27", "2026-06-29 00:00:00"},
      {"2026-182", "2026-07-01 00:00:00"},
  };
  for (const Case& c : cases) check(c);
}

TEST(PhpDate, is_read_with_time_and_zone) {
  const Case cases[] = {
      {"2026-07-01 14:30", "2026-07-01 14:30:00"},
      {"2026-07-01T14:30:05", "2026-07-01 14:30:05"},
      {"2026-07-01T14:30:05Z", "2026-07-01 14:30:05"},
      {"2026-07-01t14:30:05z", "2026-07-01 14:30:05"},
      {"2026-07-01T14:30:05.123Z", "2026-07-01 14:30:05"},
      {"2026-07-01T14:30:05.123456789+02:00", "2026-07-01 12:30:05"},
      {"2026-07-01T14:30:05+0500", "2026-07-01 09:30:05"},
      {"2026-07-01T14:30:05-03:30", "2026-07-01 18:00:05"},
      {"2026-07-01 14:30:05 +2", "2026-07-01 12:30:05"},
      {"2026-07-01T1430", "2026-07-01 14:30:00"},
      {"20260701T143005Z", "2026-07-01 14:30:05"},
      {"2026-07-01 14:30 CEST", "2026-07-01 12:30:00"},
      {"2026-07-01 14:30 PDT", "2026-07-01 21:30:00"},
      {"2026-07-01 14:30 GMT+2", "2026-07-01 12:30:00"},
      {"2026-07-01 14:30 Europe/Berlin", "2026-07-01 12:30:00"},
      {"2026-07-01 14:30 America/New_York", "2026-07-01 18:30:00"},
      {"2026-07-01 2pm", "2026-07-01 14:00:00"},
      {"2026-07-01 2:30:15 a.m.", "2026-07-01 02:30:15"},
      {"2026-07-01 12:00 am", "2026-07-01 00:00:00"},
      {"2026-07-01 24:00", "2026-07-02 00:00:00"},
      {"1.7.2026, 14:30", "2026-07-01 14:30:00"},
      {"01.07.2026 14.30", "2026-07-01 14:30:00"},
      {"Wed, 01 Jul 2026 14:30:00 +0200", "2026-07-01 12:30:00"},
      {"Tue, 01 Jul 2026 14:30:00 GMT", "2026-07-07 14:30:00"},
      {"Wednesday, 01-Jul-26 14:30:00 UTC", "2026-07-01 14:30:00"},
      {"Wed Jul  1 14:30:00 2026", "2026-07-01 14:30:00"},
      {"Wed Jul 01 2026 14:30:00 GMT+0200", "2026-07-01 12:30:00"},
      {"1/Jul/2026:14:30:00 +0200", "2026-07-01 12:30:00"},
      {"2026:07:01 14:30:00", "2026-07-01 14:30:00"},
      {"14:30 1 July 2026", "2026-07-01 14:30:00"},
      {"@1782916200", "2026-07-01 14:30:00"},
      {"@1782916200.5", "2026-07-01 14:30:00"},
  };
  for (const Case& c : cases) check(c);
}

TEST(PhpDate, may_be_told_from_now) {
  const Case cases[] = {
      {"now", "2026-11-26 06:53:09"},
      {"today", "2026-11-26 00:00:00"},
      {"tomorrow", "2026-11-27 00:00:00"},
      {"yesterday noon", "2026-11-25 12:00:00"},
      {"tomorrow 14:30", "2026-11-27 14:30:00"},
      {"14:30", "2026-11-26 14:30:00"},
      {"2pm", "2026-11-26 14:00:00"},
      {"monday", "2026-11-30 00:00:00"},
      {"fri", "2026-11-27 00:00:00"},
      {"+1 day", "2026-11-27 06:53:09"},
      {"-2 weeks", "2026-11-12 06:53:09"},
      {"+1 month", "2026-12-26 06:53:09"},
      {"2026-07-01 +1 day", "2026-07-02 00:00:00"},
      {"2026-07-01 -36 hours", "2026-06-29 12:00:00"},
  };
  for (const Case& c : cases) check(c);
}

TEST(PhpDate, is_carried_over_where_a_month_is_too_short) {
  const Case cases[] = {
      {"2026-02-30", "2026-03-02 00:00:00"},  {"2026-00-00", "2025-11-30 00:00:00"},
      {"69-01-01", "2069-01-01 00:00:00"},    {"70-01-01", "1970-01-01 00:00:00"},
      {"0000-00-00", "-0001-11-30 00:00:00"},
  };
  for (const Case& c : cases) check(c);
}

TEST(PhpDate, is_not_what_php_takes_for_none) {
  const Case cases[] = {
      {"soon", "-"},
      {"2026-13-01", "-"},
      {"2026-07-32", "-"},
      {"2026-07-01 25:00", "-"},
      {"2026-07-01 14:60", "-"},
      {"2026-07-01 13:00 PM", "-"},
      {"2026-07-01x", "2026-07-01 11:00:00"},
      {"2026.07.01", "-"},
      {"13/07/2026", "-"},
      {"2026-07-01 14:30 XYZ", "-"},
      {"2026-07-01 14h30", "-"},
      {"2026-07-01 2026-07-02", "-"},
      {"14:30 15:30", "-"},
      {"2026-07-01T14:30:00+02:00[Europe/Berlin]", "-"},
  };
  for (const Case& c : cases) check(c);
}

TEST(PhpDate, is_never_longer_than_a_line) {
  const std::string padded = "2026-07-01" + std::string(200, ' ');
  CHECK_FALSE(base::parse_php_date(padded, kNow).has_value());
}

TEST(PhpDate, is_a_unix_time_where_a_number_stands) {
  LONGS_EQUAL(1782916200, base::parse_moment("1782916200", kNow).value_or(0));
  LONGS_EQUAL(-5, base::parse_moment("-5", kNow).value_or(0));
  LONGS_EQUAL(20260701, base::parse_moment("20260701", kNow).value_or(0));
  for (const char* none : {"1.5", "1e9", " 1782916200", "17829162001782916200"})
    CHECK_FALSE_TEXT(base::parse_moment(none, kNow).has_value(), none);
}

TEST_GROUP(TimeZoneNames){};

TEST(TimeZoneNames, are_listed_but_for_old_ones) {
  for (const char* name : {"UTC", "Europe/Amsterdam", "America/Argentina/Buenos_Aires"})
    STRCMP_EQUAL(name, base::TimeZone::listed_name(name).value_or("-").c_str());
  STRCMP_EQUAL("Europe/Berlin", base::TimeZone::listed_name("europe/BERLIN").value_or("").c_str());
  for (const char* name : {"", "GMT", "US/Pacific", "CET", "#country-"})
    CHECK_FALSE_TEXT(base::TimeZone::listed_name(name).has_value(), name);
}

TEST(TimeZoneNames, that_lead_to_a_zone_by_a_detour_are_none) {
  for (const char* name :
       {"", ".", "/UTC", "Europe", "Europe//Berlin", "Europe/./Berlin", "Europe/../Europe/Berlin"})
    CHECK_FALSE_TEXT(base::TimeZone::named(name).has_value(), name);
}
