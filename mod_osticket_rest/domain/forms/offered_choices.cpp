// SPDX-License-Identifier: MIT
#include "domain/forms/offered_choices.hpp"

#include <algorithm>
#include <set>

#include "domain/desk/flags.hpp"
#include "domain/desk/offers.hpp"

namespace ost::domain {
namespace {

bool is_named(const db::DepartmentRow& dept, const Agent* agent) {
  return (dept.is_public || agent) && (dept.flags & kDepartmentActive) != 0;
}

bool is_offered(const db::DepartmentRow& dept, const Agent* agent) {
  return agent ? sees_department(*agent, dept) : is_named(dept, nullptr);
}

std::string full_name(const HelpDesk& desk, const db::DepartmentRow& dept, const Agent* agent) {
  std::string name = dept.name;
  std::set<std::int64_t> seen{dept.id};
  const db::DepartmentRow* parent = desk.department(dept.parent_id);
  while (parent && is_named(*parent, agent) && seen.insert(parent->id).second) {
    name.insert(0, parent->name + " / ");
    parent = desk.department(parent->parent_id);
  }
  return name;
}

}  // namespace

Choices offered_items(const HelpDesk& desk, std::int64_t list_id) {
  Choices choices;
  for (const ListItem& item : desk.list_items)
    if (item.list_id == list_id && (item.status & kItemEnabled) != 0)
      choices.emplace_back(std::to_string(item.id), item.value);
  return choices;
}

Choices offered_departments(const HelpDesk& desk, const Agent* agent) {
  Choices choices;
  for (const db::DepartmentRow& dept : desk.departments)
    if (is_offered(dept, agent))
      choices.emplace_back(std::to_string(dept.id), full_name(desk, dept, agent));
  return choices;
}

Choices offered_topics(const HelpDesk& desk, const Agent* agent) {
  Choices choices;
  for (const db::HelpTopicRow& topic : desk.topics)
    if (agent ? sees_topic(desk, *agent, topic)
              : topic.is_public && (topic.flags & kTopicActive) != 0)
      choices.emplace_back(std::to_string(topic.id), topic.topic);
  return choices;
}

Choices offered_assignees(const HelpDesk& desk, std::string_view target) {
  Choices choices;
  if (target != "teams")
    for (const db::StaffRow& agent : desk.staff)
      choices.emplace_back("s" + std::to_string(agent.id),
                           agent.first_name + " " + agent.last_name);
  if (target != "agents")
    for (const db::TeamRow& team : desk.teams)
      if ((team.flags & kTeamEnabled) != 0)
        choices.emplace_back("t" + std::to_string(team.id), team.name);
  return choices;
}

}  // namespace ost::domain
