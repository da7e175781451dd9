// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/date_time.hpp"
#include "base/json.hpp"
#include "domain/sla/schedule.hpp"
#include "domain/sla/sla.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

// The recorded due dates stand beside the project, where they stand at all.
std::string recorded(const char* name) {
  const char* root = std::getenv("OST_ROOT");
  std::ifstream file(std::string(root ? root : ".") + "/../shared/conform/" + name,
                     std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The values of a row of an SQL dump, NULL as "".
std::vector<std::string> values_of(const std::string& row) {
  std::vector<std::string> values(1);
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (quoted && c == '\\')
      values.back().push_back(row[++i]);
    else if (c == '\'')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      values.emplace_back();
    else
      values.back().push_back(c);
  }
  for (std::string& value : values)
    if (value == "NULL") value.clear();
  return values;
}

std::vector<std::vector<std::string>> rows_of(const std::string& dump, const std::string& table) {
  std::vector<std::vector<std::string>> rows;
  const std::string head = "INSERT INTO `" + table + "` VALUES (";
  for (std::size_t at = dump.find(head); at != std::string::npos; at = dump.find(head, at + 1)) {
    const std::size_t start = at + head.size();
    rows.push_back(values_of(dump.substr(start, dump.find(");\n", start) - start)));
  }
  return rows;
}

std::int64_t number(const std::string& text) {
  return base::Json(text).to_integer();
}

domain::HelpDesk recorded_help_desk(const std::string& dump) {
  domain::HelpDesk desk;
  for (const auto& r : rows_of(dump, "ost_schedule"))
    desk.schedules.push_back({number(r[0]), number(r[1]), r[3]});
  for (const auto& r : rows_of(dump, "ost_schedule_entry"))
    desk.schedule_entries.push_back({number(r[1]), r[5], r[6], r[7], r[8], r[9], r[10],
                                     number(r[11]), number(r[12]), number(r[13])});
  for (const auto& r : rows_of(dump, "ost_config")) desk.config[{r[1], r[2]}] = r[3];
  domain::define_schedules(desk);
  return desk;
}

domain::ScheduleEntry entry(const char* repeats, const char* starts_at, const char* ends_at,
                            int day) {
  db::ScheduleEntryRow row;
  row.repeats = repeats;
  row.starts_on = row.ends_on = "2019-01-07";
  row.starts_at = starts_at;
  row.ends_at = ends_at;
  row.day = day;
  return *domain::read_entry(row);
}

domain::Schedule office(const char* zone) {
  domain::Schedule schedule;
  schedule.zone = *base::TimeZone::named(zone);
  schedule.entries = {entry("weekdays", "09:00:00", "17:00:00", 0)};
  return schedule;
}

std::string due(const domain::Schedule& schedule, const char* start, std::int64_t hours) {
  const std::int64_t utc = schedule.zone.to_utc(*base::parse_date_time(start));
  const auto end = domain::add_working_hours(schedule, utc, hours);
  return end ? base::format_date_time(schedule.zone.to_wall(*end)) : "never";
}

}  // namespace

TEST_GROUP(DueDate){};

TEST(DueDate, agrees_with_every_date_that_osticket_recorded) {
  const std::string dump = recorded("base.sql");
  const auto cases = base::parse_json(recorded("due-dates.json"));
  if (dump.empty() || !cases || !cases->array()) {
    std::printf("\nskipped: no recorded due dates beside the project\n");
    return;
  }
  const domain::HelpDesk desk = recorded_help_desk(dump);
  for (const base::Json& row : *cases->array()) {
    for (const domain::ScheduleDefinition& schedule : desk.schedules) {
      if (schedule.id != row.find("schedule")->to_integer()) continue;
      const std::string start = row.find("start")->to_string();
      const auto end = domain::add_working_hours(domain::build_schedule(desk, schedule),
                                                 *base::parse_date_time(start),
                                                 row.find("grace_hours")->to_integer());
      const std::string what = std::to_string(schedule.id) + " " + start;
      STRCMP_EQUAL_TEXT(row.find("due")->to_string().c_str(), base::format_date_time(*end).c_str(),
                        what.c_str());
    }
  }
}

TEST(DueDate, counts_only_opening_hours) {
  STRCMP_EQUAL("2026-03-02 12:00:00", due(office("UTC"), "2026-03-02 10:00:00", 2).c_str());
}

TEST(DueDate, carries_what_friday_cannot_hold_into_monday) {
  STRCMP_EQUAL("2026-03-09 10:00:00", due(office("UTC"), "2026-03-06 16:00:00", 2).c_str());
}

TEST(DueDate, starts_with_the_next_opening_outside_of_hours) {
  STRCMP_EQUAL("2026-03-03 11:00:00", due(office("UTC"), "2026-03-02 20:00:00", 2).c_str());
}

TEST(DueDate, that_ends_exactly_at_closing_time_ends_at_the_next_opening) {
  STRCMP_EQUAL("2026-03-03 09:00:00", due(office("UTC"), "2026-03-02 09:00:00", 8).c_str());
}

TEST(DueDate, follows_the_clocks_of_its_zone) {
  // The clocks of Berlin go forward on 2026-03-29, a Sunday.
  STRCMP_EQUAL("2026-03-30 10:00:00",
               due(office("Europe/Berlin"), "2026-03-27 16:00:00", 2).c_str());
  STRCMP_EQUAL("2026-10-26 10:00:00",
               due(office("Europe/Berlin"), "2026-10-23 16:00:00", 2).c_str());
}

TEST(DueDate, passes_over_a_holiday) {
  domain::Schedule schedule = office("UTC");
  db::ScheduleEntryRow row;
  row.repeats = "yearly";
  row.starts_on = row.ends_on = "2019-03-03";
  row.starts_at = "00:00:00";
  row.ends_at = "23:59:59";
  row.day = row.month = 3;
  schedule.holidays = {{*domain::read_entry(row)}};
  STRCMP_EQUAL("2026-03-04 10:00:00", due(schedule, "2026-03-02 16:00:00", 2).c_str());
}

TEST(DueDate, is_the_start_without_a_grace_period) {
  STRCMP_EQUAL("2026-03-02 10:00:00", due(office("UTC"), "2026-03-02 10:00:00", 0).c_str());
}

TEST(DueDate, is_never_in_a_schedule_without_entries) {
  domain::Schedule schedule;
  STRCMP_EQUAL("never", due(schedule, "2026-03-02 10:00:00", 1).c_str());
}

TEST(DueDate, ends_for_a_grace_period_that_nobody_waits_for) {
  CHECK(due(office("UTC"), "2026-03-02 10:00:00", 4000000000) != "never");
}

TEST_GROUP(ScheduleEntryRow){};

TEST(ScheduleEntryRow, with_dates_that_are_none_is_left_out) {
  db::ScheduleEntryRow row;
  row.repeats = "daily";
  row.starts_on = "2019-13-45";
  row.starts_at = row.ends_at = "09:00:00";
  row.ends_on = "2019-01-01";
  CHECK_FALSE(domain::read_entry(row).has_value());
}

TEST(ScheduleEntryRow, that_repeats_in_an_unknown_way_is_left_out) {
  db::ScheduleEntryRow row;
  row.repeats = "hourly";
  row.starts_on = row.ends_on = "2019-01-01";
  row.starts_at = row.ends_at = "09:00:00";
  CHECK_FALSE(domain::read_entry(row).has_value());
}

TEST(ScheduleEntryRow, for_day_0_of_a_month_never_occurs) {
  for (const char* repeats : {"monthly", "yearly"}) {
    db::ScheduleEntryRow row;
    row.repeats = repeats;
    row.starts_on = row.ends_on = "2019-01-01";
    row.starts_at = "09:00:00";
    row.ends_at = "17:00:00";
    row.month = 1;
    const auto entry = domain::read_entry(row);
    CHECK_TRUE(entry.has_value());
    CHECK_TRUE(domain::occurrences(*entry, entry->starts, std::nullopt).empty());
  }
}
