// SPDX-License-Identifier: MIT
#include "domain/desk/offers.hpp"

#include <algorithm>

#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

constexpr char kSeesAllAgents[] = "visibility.agents";
constexpr char kSeesAllDepartments[] = "visibility.departments";

bool has_access(const HelpDesk& desk, const db::StaffRow& agent, std::int64_t dept_id) {
  return std::any_of(desk.staff_departments.begin(), desk.staff_departments.end(),
                     [&](const db::StaffDepartmentRow& row) {
                       return row.staff_id == agent.id && row.dept_id == dept_id;
                     });
}

bool is_of_department(const Agent& acting, std::int64_t dept_id) {
  return dept_id == 0 || acting.departments().count(dept_id) > 0;
}

}  // namespace

bool is_member(const HelpDesk& desk, const db::DepartmentRow& dept, const db::StaffRow& agent) {
  return agent.dept_id == dept.id || agent.id == dept.manager_id ||
         has_access(desk, agent, dept.id);
}

bool takes_agent(const HelpDesk& desk, const db::DepartmentRow& dept, const db::StaffRow& agent) {
  if (!is_available(agent)) return false;
  if ((dept.flags & kDepartmentPrimaryOnly) && agent.dept_id != dept.id) return false;
  return !(dept.flags & kDepartmentMembersOnly) || is_member(desk, dept, agent);
}

bool sees_agent(const HelpDesk& desk, const Agent& acting, const db::StaffRow& other) {
  if (acting.holds_himself(kSeesAllAgents)) return true;
  const auto& own = acting.departments();
  return own.count(other.dept_id) > 0 ||
         std::any_of(own.begin(), own.end(),
                     [&](std::int64_t dept_id) { return has_access(desk, other, dept_id); });
}

bool is_active_team(const HelpDesk& desk, const db::TeamRow& team) {
  if (!(team.flags & kTeamEnabled)) return false;
  return std::any_of(desk.team_members.begin(), desk.team_members.end(),
                     [&](const db::TeamMemberRow& member) {
                       if (member.team_id != team.id) return false;
                       const db::StaffRow* agent = desk.agent(member.staff_id);
                       return agent && is_available(*agent);
                     });
}

bool sees_department(const Agent& acting, const db::DepartmentRow& dept) {
  if (!(dept.flags & kDepartmentActive)) return false;
  return acting.holds_himself(kSeesAllDepartments) || acting.departments().count(dept.id) > 0;
}

bool sees_topic(const HelpDesk& desk, const Agent& acting, const db::HelpTopicRow& topic) {
  if (!(topic.flags & kTopicActive)) return false;
  if (acting.holds_himself(kSeesAllDepartments)) return true;
  // A private topic hides those below it.
  const db::HelpTopicRow* parent = desk.topic(topic.parent_id);
  if (parent && !parent->is_public && !is_of_department(acting, parent->dept_id)) return false;
  return topic.is_public || is_of_department(acting, topic.dept_id);
}

}  // namespace ost::domain
