// SPDX-License-Identifier: MIT
// Schedules, fields and settings as the database may hold them: whatever stands there, rules end.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>

#include "base/json.hpp"
#include "domain/forms/form_field.hpp"
#include "domain/sla/schedule.hpp"
#include "domain/sla/sla.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

constexpr const char* kTypes[] = {"text",     "memo",   "phone",      "bool",     "choices",
                                  "datetime", "thread", "priority",   "timezone", "department",
                                  "list-1",   "info",   "assignee",   "topic",    "state",
                                  "break",    "files",  "not a type", "country",  "sla"};
constexpr const char* kRepeats[] = {"never",  "daily",   "weekdays", "weekends",
                                    "weekly", "monthly", "yearly",   "?"};

std::string date(FuzzedDataProvider& in) {
  if (in.ConsumeBool()) return in.ConsumeRandomLengthString(20);
  return std::to_string(in.ConsumeIntegralInRange(1900, 2200)) + "-0" +
         std::to_string(in.ConsumeIntegralInRange(1, 9)) + "-1" +
         std::to_string(in.ConsumeIntegralInRange(0, 9));
}

std::string time(FuzzedDataProvider& in) {
  return "0" + std::to_string(in.ConsumeIntegralInRange(0, 9)) + ":00:00";
}

db::ScheduleEntryRow entry(FuzzedDataProvider& in, std::int64_t schedule) {
  db::ScheduleEntryRow row;
  row.schedule_id = schedule;
  row.repeats = in.PickValueInArray(kRepeats);
  row.starts_on = date(in);
  row.starts_at = time(in);
  row.ends_on = date(in);
  row.ends_at = time(in);
  row.stops_on = in.ConsumeBool() ? date(in) + " 00:00:00" : "";
  row.day = in.ConsumeIntegralInRange<std::int64_t>(-2, 40);
  row.week = in.ConsumeIntegralInRange<std::int64_t>(-2, 7);
  row.month = in.ConsumeIntegralInRange<std::int64_t>(-1, 14);
  return row;
}

domain::HelpDesk help_desk(FuzzedDataProvider& in) {
  domain::HelpDesk desk;
  for (const char* key : {"default_timezone", "date_format", "datetime_format", "schedule_id",
                          "date_formats", "default_locale", "default_sla_id"})
    desk.config[{"core", key}] = in.ConsumeRandomLengthString(24);
  for (const char* name : {"schedule.1", "schedule.2"})
    desk.config[{name, "configuration"}] = in.ConsumeRandomLengthString(24);
  for (std::int64_t id = 1; id <= 2; ++id)
    desk.schedules.push_back(
        {{id, in.ConsumeIntegral<std::uint8_t>(), in.ConsumeRandomLengthString(16)}});
  domain::define_schedules(desk);
  for (int i = in.ConsumeIntegralInRange(0, 4); i > 0; --i)
    desk.schedule_entries.push_back(entry(in, in.ConsumeIntegralInRange(1, 2)));
  desk.list_items.push_back({1, 1, 1, in.ConsumeRandomLengthString(8),
                             in.ConsumeRandomLengthString(8), in.ConsumeRandomLengthString(40)});
  return desk;
}

void use_field(FuzzedDataProvider& in, const domain::HelpDesk& desk) {
  const domain::FieldDefinition row{
      1,       1,      in.ConsumeIntegral<std::uint16_t>(), in.PickValueInArray(kTypes),
      "Label", "name", in.ConsumeRandomLengthString(200)};
  const domain::FormField field(row, desk, in.ConsumeIntegralInRange<std::int64_t>(0, 4102444800));
  const auto input = base::parse_json(in.ConsumeRandomLengthString(60));
  const auto value = input ? field.read(*input) : field.load({in.ConsumeRandomLengthString(60), 1});
  if (input) (void)field.read_unprepared(*input, value);
  if (input) (void)field.refusal(*input);
  (void)field.complaint(value);
  (void)field.load(field.store(value));
  (void)field.to_text(value);
  (void)field.item_properties(value);
  (void)field.searchable(value);
  (void)field.keys(value);
}

// osTicket goes back by what was counted too much, and counts an entry by its two dates.
bool opens_and_closes_the_same_day(const domain::Schedule& schedule) {
  const auto same_day = [](const domain::ScheduleEntry& entry) {
    return entry.starts <= entry.ends &&
           entry.ends - entry.starts < domain::kSecondsPerDay - entry.start_of_day();
  };
  bool same = std::all_of(schedule.entries.begin(), schedule.entries.end(), same_day);
  for (const auto& entries : schedule.holidays)
    same = same && std::all_of(entries.begin(), entries.end(), same_day);
  return same;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider in(data, size);
  const domain::HelpDesk desk = help_desk(in);
  use_field(in, desk);
  for (const db::ScheduleEntryRow& row : desk.schedule_entries)
    if (const auto read = domain::read_entry(row))
      fuzz::require(
          domain::occurrences(
              *read, in.ConsumeIntegralInRange<std::int64_t>(-4000000000, 8000000000), std::nullopt)
                  .size() <= 5,
          "five occurrences at most");
  const auto schedule = domain::build_schedule(desk, desk.schedules[0]);
  const std::int64_t start = in.ConsumeIntegralInRange<std::int64_t>(0, 4102444800);
  const auto due = domain::add_working_hours(schedule, start, in.ConsumeIntegralInRange(0, 2000));
  fuzz::require(!due || *due >= start || !opens_and_closes_the_same_day(schedule),
                "nothing is due before it starts");
  return 0;
}
