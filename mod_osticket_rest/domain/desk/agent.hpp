// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <string_view>

#include "db/tickets/ticket_change.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// True for an agent who is active and not on vacation (Staff::isAvailable).
bool is_available(const db::StaffRow& agent);

/// An agent as osTicket judges what he may: his departments, teams and roles. Refers to the help
/// desk's rows.
class Agent {
 public:
  Agent(const HelpDesk& desk, const Staff& row);

  const Staff& row() const { return *row_; }
  std::int64_t id() const { return row_->id; }

  /// His own department, those he has access to or manages, and what lies below the first two
  /// (Staff::getDepartments).
  const std::set<std::int64_t>& departments() const { return departments_; }
  /// Whether tickets of the department are his to see; never for one who sees assigned tickets only
  /// (Staff::canAccessDept).
  bool can_access(std::int64_t dept_id) const;
  /// Whether he is the department's manager (Dept::isManager).
  bool manages(std::int64_t dept_id) const;
  const std::set<std::int64_t>& teams() const { return teams_; }
  bool is_in_team(std::int64_t team_id) const { return teams_.count(team_id) > 0; }

  enum class Assigned { kNo, kYes };
  /// Whether he holds a permission such as "ticket.reply" for tickets of a department, among them
  /// one that is assigned to him or his team (Staff::getRole, Role::hasPerm).
  bool holds(std::string_view permission, std::int64_t dept_id, Assigned assigned) const;
  /// Whether he holds a permission of his own, such as "visibility.agents" (Staff::hasPerm).
  bool holds_himself(std::string_view permission) const;

 private:
  bool role_holds(std::int64_t role_id, std::string_view permission) const;

  const HelpDesk* desk_;
  const Staff* row_;
  std::set<std::int64_t> departments_;
  std::set<std::int64_t> teams_;
};

/// True where one of the referrals is to the agent, one of his departments or teams
/// (Thread::isReferred).
bool is_referred(const std::vector<db::ReferralRow>& referrals, const Agent& agent);

// Whom and what an agent may choose when he changes a ticket.

/// True for an agent whom tickets of the department may be given to: available, and a member or a
/// primary member where the department takes no others (Dept::canAssign).
bool takes_agent(const HelpDesk& desk, const db::DepartmentRow& dept, const db::StaffRow& agent);

/// True for a member of the department: primary, with access to it, or its manager
/// (Dept::isMember).
bool is_member(const HelpDesk& desk, const db::DepartmentRow& dept, const db::StaffRow& agent);

/// True when the acting agent sees the other one. Without a permission of his own he sees those
/// whose departments are among his (Staff::applyDeptVisibility).
bool sees_agent(const HelpDesk& desk, const Agent& acting, const db::StaffRow& other);

/// True for a team that is on and has an available member (Team::getActiveTeams).
bool is_active_team(const HelpDesk& desk, const db::TeamRow& team);

/// True for a department that is active, and without a permission of his own one of the agent's
/// (Staff::getDepartmentNames).
bool sees_department(const Agent& acting, const db::DepartmentRow& dept);

/// True for a help topic that is active and lies below no inactive one, but for one at the top
/// (Topic::getHelpTopics).
bool is_topic_on(const HelpDesk& desk, const db::HelpTopicRow& topic);

/// True for a help topic that is on and, without a permission of his own, public or of a
/// department of the agent's (Staff::getTopicNames).
bool sees_topic(const HelpDesk& desk, const Agent& acting, const db::HelpTopicRow& topic);

}  // namespace ost::domain
