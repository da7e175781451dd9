// SPDX-License-Identifier: MIT
#include "domain/notify/audience.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/forms/choices.hpp"

namespace ost::domain {
namespace {

// Dept::ALERTS_DEPT_AND_EXTENDED, Dept::ALERTS_DISABLED.
constexpr std::int64_t kAlsoExtended = 1;
constexpr std::int64_t kAlertsDisabled = 2;

bool is_on(const HelpDesk& desk, const char* setting) {
  return desk.setting_number(setting) != 0;
}

// Agents of other departments who have alerts with their access to this one.
std::set<std::int64_t> extended_members(const HelpDesk& desk, std::int64_t dept_id) {
  std::set<std::int64_t> ids;
  for (const db::StaffDepartmentRow& row : desk.staff_departments)
    if (row.dept_id == dept_id && (row.flags & kDepartmentAlerts)) ids.insert(row.staff_id);
  return ids;
}

void add(const Staff* agent, Audience& audience) {
  if (agent && is_available(*agent)) audience.push_back(agent);
}

// The members of a team who want its alerts (Team::getMembersForAlerts), available or not.
Audience members_with_alerts(const HelpDesk& desk, std::int64_t team_id) {
  Audience members;
  for (const db::TeamMemberRow& row : desk.team_members) {
    const bool is_meant = row.team_id == team_id && (row.flags & kTeamMemberAlerts);
    const Staff* agent = is_meant ? desk.agent(row.staff_id) : nullptr;
    if (agent) members.push_back(agent);
  }
  return members;
}

void add_team(const HelpDesk& desk, std::int64_t team_id, Audience& audience) {
  for (const Staff* agent : members_with_alerts(desk, team_id)) add(agent, audience);
}

void add_assigned_team(const HelpDesk& desk, std::int64_t team_id, Audience& audience) {
  const db::TeamRow* team = desk.team(team_id);
  if (!team || (team->flags & kTeamNoAlerts)) return;
  if (is_on(desk, "assigned_alert_team_members") && !members_with_alerts(desk, team_id).empty())
    return add_team(desk, team_id, audience);
  if (is_on(desk, "assigned_alert_team_lead")) add(desk.agent(team->lead_id), audience);
}

// "s2": agent 2, "t1": the members of team 1.
void add_account_manager(const HelpDesk& desk, const std::string& manager, Audience& audience) {
  if (manager.empty()) return;
  const std::int64_t id = whole_number(manager.substr(1)).value_or(0);
  if (manager[0] == 't') {
    add_team(desk, id, audience);
  } else {
    add(desk.agent(id), audience);
  }
}

}  // namespace

void sort_by_name(const HelpDesk& desk, Audience& agents) {
  const std::string_view format = desk.setting("agent_name_format");
  const bool last_first = format == "last" || format == "lastfirst" || format == "legal";
  const auto key = [&](const Staff* a) {
    const std::string first = base::lower_ascii(a->first_name);
    const std::string last = base::lower_ascii(a->last_name);
    return last_first ? std::pair(last, first) : std::pair(first, last);
  };
  std::stable_sort(agents.begin(), agents.end(),
                   [&](const auto* a, const auto* b) { return key(a) < key(b); });
}

Audience alert_members(const HelpDesk& desk, const db::DepartmentRow& dept) {
  Audience members;
  if (dept.group_membership == kAlertsDisabled) return members;
  std::set<std::int64_t> extended;
  if (dept.group_membership == kAlsoExtended) extended = extended_members(desk, dept.id);
  for (const Staff& agent : desk.staff)
    if (agent.dept_id == dept.id || extended.count(agent.id) > 0) add(&agent, members);
  sort_by_name(desk, members);
  return members;
}

Audience assignment_audience(const HelpDesk& desk, const db::DepartmentRow& dept,
                             const Assignment& assignment) {
  Audience audience;
  if (!is_on(desk, "assigned_alert_active") || alert_members(desk, dept).empty()) return audience;
  if (assignment.team_id > 0) {
    add_assigned_team(desk, assignment.team_id, audience);
  } else if (is_on(desk, "assigned_alert_staff")) {
    add(desk.agent(assignment.staff_id), audience);
  }
  return audience;
}

Audience new_ticket_audience(const HelpDesk& desk, const NewTicketFacts& facts) {
  Audience audience;
  const Audience members = alert_members(desk, facts.dept);
  if (members.empty()) return audience;
  if (!facts.is_assigned && is_on(desk, "ticket_alert_dept_members"))
    for (const Staff* agent : members)
      if (agent->id != facts.dept.manager_id) audience.push_back(agent);
  if (is_on(desk, "ticket_alert_dept_manager")) add(desk.agent(facts.dept.manager_id), audience);
  if (is_on(desk, "ticket_alert_acct_manager"))
    add_account_manager(desk, facts.account_manager, audience);
  return audience;
}

Audience activity_audience(const HelpDesk& desk, const ActivityFacts& facts) {
  Audience audience;
  if (is_on(desk, "note_alert_laststaff")) add(desk.agent(facts.last_respondent_id), audience);
  if (is_on(desk, "note_alert_assigned")) {
    add(desk.agent(facts.assignee_id), audience);
    add_team(desk, facts.team_id, audience);
  }
  if (is_on(desk, "note_alert_dept_manager")) add(desk.agent(facts.dept.manager_id), audience);
  return audience;
}

Audience message_audience(const HelpDesk& desk, const MessageFacts& facts) {
  Audience audience;
  if (is_on(desk, "message_alert_laststaff")) add(desk.agent(facts.last_respondent_id), audience);
  if (is_on(desk, "message_alert_assigned")) {
    if (desk.agent(facts.assignee_id)) {
      add(desk.agent(facts.assignee_id), audience);
    } else {
      add_team(desk, facts.team_id, audience);
    }
  }
  if (is_on(desk, "message_alert_dept_manager")) add(desk.agent(facts.dept.manager_id), audience);
  if (is_on(desk, "message_alert_acct_manager"))
    add_account_manager(desk, facts.account_manager, audience);
  return audience;
}

Audience place_audience(const HelpDesk& desk, const TicketView& ticket, PlaceAlert alert) {
  const std::string prefix = alert == PlaceAlert::kTransfer ? "transfer_alert_" : "overdue_alert_";
  const auto asks_for = [&](const char* whom) { return desk.setting_number(prefix + whom) != 0; };
  Audience audience;
  const db::DepartmentRow* dept = desk.department(ticket.dept_id);
  if (!dept || !asks_for("active")) return audience;
  const Audience members = alert_members(desk, *dept);
  if (members.empty()) return audience;
  const db::TicketStatusRow* status = desk.status(ticket.status_id);
  const bool is_assigned =
      status && status->state == "open" && (ticket.staff_id > 0 || ticket.team_id > 0);
  if (is_assigned && asks_for("assigned")) {
    if (ticket.staff_id > 0)
      add(desk.agent(ticket.staff_id), audience);
    else
      add_team(desk, ticket.team_id, audience);
  }
  if (!is_assigned && asks_for("dept_members")) audience = members;
  if (asks_for("dept_manager")) add(desk.agent(dept->manager_id), audience);
  return audience;
}

}  // namespace ost::domain
