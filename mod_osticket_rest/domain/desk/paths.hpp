// SPDX-License-Identifier: MIT
// Names of what lies below something else: "Hardware / Printers". Where parents go in a circle, a
// name ends where it began. "" for an id that there is not.
#pragma once

#include <string>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// A help topic below its parents (Topic::getFullName).
std::string topic_path(const HelpDesk& desk, std::int64_t topic_id);

/// A department below its parents (Dept::getFullName).
std::string department_path(const HelpDesk& desk, std::int64_t dept_id);

}  // namespace ost::domain
