// SPDX-License-Identifier: MIT
#pragma once

#include "domain/desk/agent.hpp"

namespace ost::domain {

/// The items of a list that are enabled (DynamicList::getItems).
Choices offered_items(const HelpDesk& desk, std::int64_t list_id);

/// Departments that are active and public, or those that the agent sees where there is one; below
/// the names of their parents, as far as these are active, and public for nobody
/// (Dept::getDepartments in DepartmentField::getChoices).
Choices offered_departments(const HelpDesk& desk, const Agent* agent = nullptr);

/// Help topics that are active and public, or those that the agent sees where there is one
/// (Topic::getPublicHelpTopics, Staff::getTopicNames).
Choices offered_topics(const HelpDesk& desk, const Agent* agent = nullptr);

/// Agents ("s2") and active teams ("t1"), or one kind of them for the target "agents" or "teams"
/// (AssigneeField::getAssignees).
Choices offered_assignees(const HelpDesk& desk, std::string_view target);

}  // namespace ost::domain
