// SPDX-License-Identifier: MIT
#pragma once

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// The items of a list that are enabled (DynamicList::getItems).
Choices offered_items(const HelpDesk& desk, std::int64_t list_id);

/// Departments that are public and active, below the names of their parents, as far as these are
/// offered too (Dept::getDepartments in DepartmentField::getChoices).
Choices offered_departments(const HelpDesk& desk);

/// Help topics that are public and active (Topic::getPublicHelpTopics).
Choices offered_topics(const HelpDesk& desk);

/// Agents ("s2") and active teams ("t1"), or one kind of them for the target "agents" or "teams"
/// (AssigneeField::getAssignees).
Choices offered_assignees(const HelpDesk& desk, std::string_view target);

}  // namespace ost::domain
