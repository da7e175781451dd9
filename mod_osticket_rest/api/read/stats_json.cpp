// SPDX-License-Identifier: MIT
#include "api/read/stats_json.hpp"

#include <map>

#include "api/json/json_writer.hpp"
#include "base/date_time.hpp"
#include "base/text.hpp"
#include "domain/desk/names.hpp"

namespace ost::api {
namespace {

using db::TicketGroup;
using domain::HelpDesk;

constexpr std::int64_t kDay = 24 * 3600;
constexpr std::size_t kDateLength = 10;  // YYYY-MM-DD
constexpr std::string_view kMidnight = " 00:00:00";

/// How many tickets, and how many of them wait for what.
struct Count {
  std::int64_t tickets = 0;
  std::int64_t overdue = 0;
  std::int64_t unassigned = 0;
  std::int64_t unanswered = 0;

  void add(const TicketGroup& group) {
    tickets += group.tickets;
    if (group.is_overdue) overdue += group.tickets;
    if (group.staff_id == 0 && group.team_id == 0) unassigned += group.tickets;
    if (!group.is_answered) unanswered += group.tickets;
  }

  void write(JsonWriter& json) const {
    json.name("count").number(tickets).name("overdue").number(overdue);
    json.name("unassigned").number(unassigned).name("unanswered").number(unanswered);
  }
};

/// One way to sort the open tickets.
struct Dimension {
  const char* name;
  std::int64_t TicketGroup::*id;
  std::string (*name_of)(const HelpDesk& desk, std::int64_t id);  ///< "" where there is none
};

std::string agent_name(const HelpDesk& desk, std::int64_t id) {
  const db::StaffRow* agent = desk.agent(id);
  if (!agent) return "";
  return std::string(base::trim(agent->first_name + " " + agent->last_name));
}

std::string team_name(const HelpDesk& desk, std::int64_t id) {
  const db::TeamRow* team = desk.team(id);
  return team ? team->name : "";
}

std::string priority_name(const HelpDesk& desk, std::int64_t id) {
  const db::PriorityRow* priority = desk.priority(id);
  return priority ? priority->description : "";
}

constexpr Dimension kDimensions[] = {
    {"departments", &TicketGroup::dept_id, domain::department_path},
    {"topics", &TicketGroup::topic_id, domain::topic_path},
    {"agents", &TicketGroup::staff_id, agent_name},
    {"teams", &TicketGroup::team_id, team_name},
    {"priorities", &TicketGroup::priority_id, priority_name},
};

void write_name(JsonWriter& json, std::int64_t id, const std::string& name) {
  json.name("id").maybe_number(id > 0 ? std::optional(id) : std::nullopt).name("name");
  if (name.empty())
    json.null();
  else
    json.string(name);
}

void write_dimension(JsonWriter& json, const Dimension& dimension,
                     const std::vector<TicketGroup>& groups, const HelpDesk& desk) {
  std::map<std::int64_t, Count> counts;
  for (const TicketGroup& group : groups) counts[group.*dimension.id].add(group);
  json.name(dimension.name).begin_array();
  for (const auto& [id, count] : counts) {
    json.begin_object();
    write_name(json, id, dimension.name_of(desk, id));
    count.write(json);
    json.end_object();
  }
  json.end_array();
}

void write_open(JsonWriter& json, const std::vector<TicketGroup>& groups, const HelpDesk& desk) {
  Count all;
  for (const TicketGroup& group : groups) all.add(group);
  json.name("open").begin_object();
  all.write(json);
  for (const Dimension& dimension : kDimensions) write_dimension(json, dimension, groups, desk);
  json.end_object();
}

// Every status that there is, and those of tickets whose status is gone.
void write_statuses(JsonWriter& json, const std::vector<db::StatusCount>& counted,
                    const HelpDesk& desk) {
  std::map<std::int64_t, std::int64_t> counts;
  std::map<std::string, std::int64_t> states;
  std::int64_t total = 0;
  for (const db::TicketStatusRow& status : desk.statuses) {
    counts[status.id] = 0;
    if (!status.state.empty()) states[status.state] = 0;
  }
  for (const db::StatusCount& count : counted) {
    counts[count.status_id] += count.tickets;
    total += count.tickets;
    const db::TicketStatusRow* status = desk.status(count.status_id);
    if (status && !status->state.empty()) states[status->state] += count.tickets;
  }
  json.name("total").number(total).name("states").begin_object();
  for (const auto& [state, tickets] : states) json.escaped_name(state).number(tickets);
  json.end_object().name("statuses").begin_array();
  for (const auto& [id, tickets] : counts) {
    const db::TicketStatusRow* status = desk.status(id);
    json.begin_object();
    write_name(json, id, status ? status->name : "");
    json.name("state").maybe_string(status && !status->state.empty()
                                        ? std::optional<std::string_view>(status->state)
                                        : std::nullopt);
    json.name("count").number(tickets).end_object();
  }
  json.end_array();
}

/// What happened on a day.
struct Day {
  std::int64_t created = 0;
  std::int64_t closed = 0;
  std::int64_t reopened = 0;
};

std::map<std::string, Day> days_of(const db::TimeRange& range) {
  std::map<std::string, Day> days;
  const auto first = base::parse_date_time(range.since.substr(0, kDateLength).append(kMidnight));
  const auto end = base::parse_date_time(range.until);
  for (std::int64_t at = first.value_or(0); end && at < *end; at += kDay)
    days[base::format_date_time(at).substr(0, kDateLength)];
  return days;
}

void write_days(JsonWriter& json, const std::vector<db::DayCount>& counted,
                const db::TimeRange& range, const HelpDesk& desk) {
  std::map<std::string, Day> days = days_of(range);
  const std::int64_t closed = desk.event_id("closed");
  for (const db::DayCount& count : counted) {
    Day& day = days[count.day];
    auto& of_kind = count.event_id == 0        ? day.created
                    : count.event_id == closed ? day.closed
                                               : day.reopened;
    of_kind += count.tickets;
  }
  json.name("since").string(range.since).name("until").string(range.until);
  json.name("days").begin_array();
  for (const auto& [name, day] : days) {
    json.begin_object().name("day").string(name).name("created").number(day.created);
    json.name("closed").number(day.closed).name("reopened").number(day.reopened).end_object();
  }
  json.end_array();
}

}  // namespace

std::string stats_json(const TicketStats& stats, const db::TimeRange& range, const HelpDesk& desk) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().name("stats").begin_object();
  write_statuses(json, stats.statuses, desk);
  write_open(json, stats.open, desk);
  write_days(json, stats.days, range, desk);
  json.end_object().end_object();
  return body;
}

}  // namespace ost::api
