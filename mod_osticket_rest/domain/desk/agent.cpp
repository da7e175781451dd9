// SPDX-License-Identifier: MIT
#include "domain/desk/agent.hpp"

#include <algorithm>
#include <string>

#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

// All a role gives in a department that an agent has no role for (Staff::getRole).
constexpr std::string_view kAlwaysHeld = "ticket.create";

// A department's part of the paths of all that lie below it, and of its own.
std::string part_of_paths(std::int64_t dept_id) {
  return "/" + std::to_string(dept_id) + "/";
}

bool says_yes(const base::Json& rights, std::string_view permission) {
  const base::Json* right = rights.find(permission);
  return right && right->to_boolean();
}

// Agents get their role with a ticket that is assigned to them unless they are set up otherwise
// (Staff::usePrimaryRoleOnAssignment).
bool brings_role(const Staff& agent) {
  const base::Json* chosen = agent.settings.find("def_assn_role");
  return !chosen || chosen->is_null() || chosen->to_boolean();
}

}  // namespace

bool is_available(const db::StaffRow& agent) {
  return agent.is_active && !agent.on_vacation;
}

Agent::Agent(const HelpDesk& desk, const Staff& row) : desk_(&desk), row_(&row) {
  std::vector<std::string> tops{part_of_paths(row.dept_id)};
  for (const db::StaffDepartmentRow& access : desk.staff_departments)
    if (access.staff_id == row.id) tops.push_back(part_of_paths(access.dept_id));
  for (const db::DepartmentRow& dept : desk.departments) {
    const bool is_below = std::any_of(tops.begin(), tops.end(), [&](const std::string& top) {
      return dept.path.find(top) != std::string::npos;
    });
    if (is_below || dept.manager_id == row.id) departments_.insert(dept.id);
  }
  for (const db::TeamMemberRow& member : desk.team_members)
    if (member.staff_id == row.id) teams_.insert(member.team_id);
}

bool Agent::can_access(std::int64_t dept_id) const {
  return !row_->assigned_only && departments_.count(dept_id) > 0;
}

bool Agent::manages(std::int64_t dept_id) const {
  const db::DepartmentRow* dept = desk_->department(dept_id);
  return dept && dept->manager_id == row_->id;
}

bool Agent::role_holds(std::int64_t role_id, std::string_view permission) const {
  const Role* role = desk_->role(role_id);
  return role && says_yes(role->rights, permission);
}

bool Agent::holds(std::string_view permission, std::int64_t dept_id, Assigned assigned) const {
  for (const db::StaffDepartmentRow& access : desk_->staff_departments)
    if (access.staff_id == row_->id && access.dept_id == dept_id)
      return role_holds(access.role_id, permission);
  if (dept_id == row_->dept_id) return role_holds(row_->role_id, permission);
  if (assigned == Assigned::kYes && brings_role(*row_))
    return role_holds(row_->role_id, permission);
  return permission == kAlwaysHeld;
}

bool Agent::holds_himself(std::string_view permission) const {
  return says_yes(row_->rights, permission);
}

bool is_referred(const std::vector<db::ReferralRow>& referrals, const Agent& agent) {
  return std::any_of(referrals.begin(), referrals.end(), [&](const db::ReferralRow& referral) {
    return (referral.type == 'S' && referral.id == agent.id()) ||
           (referral.type == 'D' && agent.departments().count(referral.id) > 0) ||
           (referral.type == 'E' && agent.is_in_team(referral.id));
  });
}

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

bool is_topic_on(const HelpDesk& desk, const db::HelpTopicRow& topic) {
  if (!(topic.flags & kTopicActive)) return false;
  std::set<std::int64_t> seen{topic.id};
  const db::HelpTopicRow* below = nullptr;
  const db::HelpTopicRow* above = desk.topic(topic.parent_id);
  while (above) {
    if (below && !(below->flags & kTopicActive)) return false;
    if (!seen.insert(above->parent_id).second) return true;
    below = above;
    above = desk.topic(above->parent_id);
  }
  return true;
}

bool sees_topic(const HelpDesk& desk, const Agent& acting, const db::HelpTopicRow& topic) {
  if (!is_topic_on(desk, topic)) return false;
  if (acting.holds_himself(kSeesAllDepartments)) return true;
  // A private topic hides those below it.
  const db::HelpTopicRow* parent = desk.topic(topic.parent_id);
  if (parent && !parent->is_public && !is_of_department(acting, parent->dept_id)) return false;
  return topic.is_public || is_of_department(acting, topic.dept_id);
}

}  // namespace ost::domain
