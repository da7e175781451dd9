// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// The account a department writes from, else the help desk's; nullptr when there is neither
/// (Dept::getEmail, Dept::getAlertEmail).
const db::EmailAccountRow* department_account(const HelpDesk& desk, const db::DepartmentRow& dept);

/// The account for automatic answers, else the department's (Dept::getAutoRespEmail).
const db::EmailAccountRow* autoresponse_account(const HelpDesk& desk,
                                                const db::DepartmentRow& dept);

/// The account for alerts of the system to the administrator (osTicket::alertAdmin).
const db::EmailAccountRow* system_account(const HelpDesk& desk);

/// The account of that id, else the help desk's.
const db::EmailAccountRow* account_or_default(const HelpDesk& desk, std::int64_t id);

/// True for an address that the help desk itself fetches mail from: answers to it would go in
/// circles (Email::getIdByEmail).
bool is_own_address(const HelpDesk& desk, const std::string& address);

}  // namespace ost::domain
