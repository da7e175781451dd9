// SPDX-License-Identifier: MIT
#include "domain/notify/mail_accounts.hpp"

#include "base/text.hpp"

namespace ost::domain {

const db::EmailAccountRow* account_or_default(const HelpDesk& desk, std::int64_t id) {
  const db::EmailAccountRow* own = desk.email_account(id);
  return own ? own : desk.email_account(desk.setting_number("default_email_id"));
}

const db::EmailAccountRow* department_account(const HelpDesk& desk, const db::DepartmentRow& dept) {
  return account_or_default(desk, dept.email_id);
}

const db::EmailAccountRow* autoresponse_account(const HelpDesk& desk,
                                                const db::DepartmentRow& dept) {
  const db::EmailAccountRow* own = desk.email_account(dept.autoresp_email_id);
  return own ? own : department_account(desk, dept);
}

const db::EmailAccountRow* system_account(const HelpDesk& desk) {
  return account_or_default(desk, desk.setting_number("alert_email_id"));
}

bool is_own_address(const HelpDesk& desk, const std::string& address) {
  for (const db::EmailAccountRow& account : desk.email_accounts)
    if (base::equal_ignoring_case(account.address, address)) return true;
  return false;
}

}  // namespace ost::domain
