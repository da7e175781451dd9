// SPDX-License-Identifier: MIT
#include "domain/sla/sla.hpp"

#include "base/date_time.hpp"
#include "base/json.hpp"
#include "domain/desk/flags.hpp"
#include "domain/sla/schedule.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kSecondsPerHour = 3600;

base::TimeZone zone_of(const HelpDesk& desk, const std::string& name) {
  const std::string own(desk.setting("default_timezone"));
  return base::TimeZone::named(name.empty() ? own : name).value_or(base::TimeZone());
}

std::vector<ScheduleEntry> entries_of(const HelpDesk& desk, std::int64_t schedule_id) {
  std::vector<ScheduleEntry> entries;
  for (const db::ScheduleEntryRow& row : desk.schedule_entries) {
    if (row.schedule_id != schedule_id) continue;
    if (const auto entry = read_entry(row)) entries.push_back(*entry);
  }
  return entries;
}

const ScheduleDefinition* find_schedule(const HelpDesk& desk, std::int64_t id) {
  for (const ScheduleDefinition& row : desk.schedules)
    if (row.id == id && id > 0) return &row;
  return nullptr;
}

// The department's schedule, the SLA's, the help desk's: the first that is one of business hours.
const ScheduleDefinition* choose_schedule(const HelpDesk& desk, const db::SlaRow& sla,
                                          std::int64_t dept_id) {
  const db::DepartmentRow* dept = desk.department(dept_id);
  for (const std::int64_t id :
       {dept ? dept->schedule_id : 0, sla.schedule_id, desk.setting_number("schedule_id")}) {
    const ScheduleDefinition* row = find_schedule(desk, id);
    if (row && (row->flags & kScheduleBusinessHours)) return row;
  }
  return nullptr;
}

}  // namespace

base::TimeZone database_zone(const HelpDesk& desk) {
  if (const auto set = base::TimeZone::named(std::string(desk.setting("db_timezone")))) return *set;
  const auto named = base::TimeZone::named(desk.server_zone.name);
  return named ? *named : base::TimeZone::fixed(desk.server_zone.offset);
}

Schedule build_schedule(const HelpDesk& desk, const ScheduleDefinition& row) {
  Schedule schedule;
  schedule.zone = zone_of(desk, row.time_zone);
  schedule.entries = entries_of(desk, row.id);
  const base::Json* ids = row.settings.find("holidays");
  if (ids && ids->array())
    for (const base::Json& id : *ids->array())
      if (find_schedule(desk, id.to_integer()))
        schedule.holidays.push_back(entries_of(desk, id.to_integer()));
  return schedule;
}

std::int64_t select_sla(const HelpDesk& desk, std::int64_t trump, std::int64_t dept_id,
                        std::int64_t topic_id) {
  const db::DepartmentRow* dept = desk.department(dept_id);
  const db::HelpTopicRow* topic = desk.topic(topic_id);
  std::int64_t id = desk.setting_number("default_sla_id");
  if (topic && topic->sla_id > 0) id = topic->sla_id;
  if (dept && dept->sla_id > 0) id = dept->sla_id;
  if (trump > 0) id = trump;
  return desk.sla(id) ? id : 0;
}

std::optional<std::string> due_date(const HelpDesk& desk, std::int64_t sla_id, std::int64_t dept_id,
                                    const std::string& start) {
  const db::SlaRow* sla = desk.sla(sla_id);
  if (!sla || !(sla->flags & kSlaActive)) return std::nullopt;
  const auto wall = base::parse_date_time(start);
  if (!wall) return std::nullopt;
  const base::TimeZone zone = database_zone(desk);
  const std::int64_t utc = zone.to_utc(*wall);
  std::optional<std::int64_t> due;
  if (const ScheduleDefinition* row = choose_schedule(desk, *sla, dept_id))
    due = add_working_hours(build_schedule(desk, *row), utc, sla->grace_period);
  // Without a schedule, or with one that never opens, every hour counts.
  if (!due) due = utc + sla->grace_period * kSecondsPerHour;
  return base::format_date_time(zone.to_wall(*due));
}

}  // namespace ost::domain
