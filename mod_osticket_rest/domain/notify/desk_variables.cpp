// SPDX-License-Identifier: MIT
#include "domain/desk/names.hpp"
#include "domain/notify/audience.hpp"
#include "domain/notify/template_objects.hpp"

namespace ost::domain {
namespace {

using Text = TemplateValue;
using Agents = Audience;

std::string number(std::int64_t id) {
  return std::to_string(id);
}

TemplateValue list_of(TemplateScope& scope, Agents agents) {
  sort_by_name(scope.desk, agents);
  std::vector<ListedPerson> people;
  for (const db::StaffRow* agent : agents) people.push_back(listed(scope, *agent));
  return people_value(scope, std::move(people));
}

// Departments.

using Department = const db::DepartmentRow*;

Text department_name(TemplateScope&, const Department& dept) {
  return Text::plain(dept->name);
}

// Whose department it is, who has access to it, and who manages it (Dept::getMembers).
Text department_members(TemplateScope& scope, const Department& dept) {
  const auto has_access = [&](const db::StaffRow& agent) {
    if (agent.dept_id == dept->id || agent.id == dept->manager_id) return true;
    for (const db::StaffDepartmentRow& row : scope.desk.staff_departments)
      if (row.dept_id == dept->id && row.staff_id == agent.id) return true;
    return false;
  };
  Agents agents;
  for (const Staff& agent : scope.desk.staff)
    if (has_access(agent)) agents.push_back(&agent);
  return list_of(scope, std::move(agents));
}

constexpr Variable<Department> kDepartment[] = {
    {"id", [](TemplateScope&, const Department& d) { return Text::plain(number(d->id)); }},
    {"manager",
     [](TemplateScope& scope, const Department& d) { return agent_value(scope, d->manager_id); }},
    {"members", department_members},
    {"name", department_name},
    {"parent", [](TemplateScope& scope,
                  const Department& d) { return department_value(scope, d->parent_id); }},
    {"signature", [](TemplateScope&, const Department& d) { return Text::markup(d->signature); }},
    {"sla", [](TemplateScope& scope, const Department& d) { return sla_value(scope, d->sla_id); }},
};
constexpr VariableTable<Department> kDepartmentTable{department_name, kDepartment,
                                                     std::size(kDepartment)};

// Teams.

using Team = const db::TeamRow*;

Text team_name(TemplateScope&, const Team& team) {
  return Text::plain(team->name);
}

Text team_members(TemplateScope& scope, const Team& team) {
  Agents agents;
  for (const db::TeamMemberRow& member : scope.desk.team_members) {
    const Staff* agent = member.team_id == team->id ? scope.desk.agent(member.staff_id) : nullptr;
    if (agent) agents.push_back(agent);
  }
  return list_of(scope, std::move(agents));
}

constexpr Variable<Team> kTeam[] = {
    {"id", [](TemplateScope&, const Team& t) { return Text::plain(number(t->id)); }},
    {"lead", [](TemplateScope& scope, const Team& t) { return agent_value(scope, t->lead_id); }},
    {"members", team_members},
    {"name", team_name},
};
constexpr VariableTable<Team> kTeamTable{team_name, kTeam, std::size(kTeam)};

// Help topics.

using Topic = const db::HelpTopicRow*;

Text topic_name(TemplateScope&, const Topic& topic) {
  return Text::plain(topic->topic);
}

// osTicket documents an SLA too, but gives nothing for it.
constexpr Variable<Topic> kTopic[] = {
    {"dept",
     [](TemplateScope& scope, const Topic& t) { return department_value(scope, t->dept_id); }},
    {"fullname", [](TemplateScope& scope,
                    const Topic& t) { return Text::plain(topic_path(scope.desk, t->id)); }},
    {"id", [](TemplateScope&, const Topic& t) { return Text::plain(number(t->id)); }},
    {"name", topic_name},
    {"parent",
     [](TemplateScope& scope, const Topic& t) { return topic_value(scope, t->parent_id); }},
};
constexpr VariableTable<Topic> kTopicTable{topic_name, kTopic, std::size(kTopic)};

// SLAs.

using Sla = const db::SlaRow*;

Text sla_name(TemplateScope&, const Sla& sla) {
  return Text::plain(sla->name);
}

constexpr Variable<Sla> kSla[] = {
    {"graceperiod",
     [](TemplateScope&, const Sla& s) { return Text::plain(number(s->grace_period)); }},
    {"id", [](TemplateScope&, const Sla& s) { return Text::plain(number(s->id)); }},
    {"name", sla_name},
};
constexpr VariableTable<Sla> kSlaTable{sla_name, kSla, std::size(kSla)};

// Statuses.

using ShownStatus = const TicketStatus*;

Text status_name(TemplateScope&, const ShownStatus& status) {
  return Text::plain(status->name);
}

constexpr Variable<ShownStatus> kStatus[] = {
    {"id", [](TemplateScope&, const ShownStatus& s) { return Text::plain(number(s->id)); }},
    {"name", status_name},
    {"state", [](TemplateScope&, const ShownStatus& s) { return Text::plain(s->state); }},
};
constexpr VariableTable<ShownStatus> kStatusTable{status_name, kStatus, std::size(kStatus)};

template <typename T>
TemplateValue found(TemplateScope& scope, const VariableTable<T>& table, T row) {
  return row ? tabled(scope, table, row) : TemplateValue();
}

}  // namespace

TemplateValue department_value(TemplateScope& scope, std::int64_t dept_id) {
  return found(scope, kDepartmentTable, scope.desk.department(dept_id));
}

TemplateValue team_value(TemplateScope& scope, std::int64_t team_id) {
  return found(scope, kTeamTable, scope.desk.team(team_id));
}

TemplateValue topic_value(TemplateScope& scope, std::int64_t topic_id) {
  return found(scope, kTopicTable, scope.desk.topic(topic_id));
}

TemplateValue sla_value(TemplateScope& scope, std::int64_t sla_id) {
  return found(scope, kSlaTable, scope.desk.sla(sla_id));
}

TemplateValue status_value(TemplateScope& scope, std::int64_t status_id) {
  return found(scope, kStatusTable, scope.desk.status(status_id));
}

}  // namespace ost::domain
