// SPDX-License-Identifier: MIT
// Whom and what an agent may choose when he changes a ticket.
#pragma once

#include "domain/desk/agent.hpp"

namespace ost::domain {

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

/// True for a help topic that is active and, without a permission of his own, public or of a
/// department of the agent's (Staff::getTopicNames).
bool sees_topic(const HelpDesk& desk, const Agent& acting, const db::HelpTopicRow& topic);

}  // namespace ost::domain
