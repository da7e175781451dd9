// SPDX-License-Identifier: MIT
#include "db/mail_setup.hpp"

#include <utility>

#include "db/mail_setup_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {
namespace {

std::string login_space(const SmtpAccountRow& account) {
  return "email." + std::to_string(account.email_id) + ".account." +
         std::to_string(account.login_id);
}

}  // namespace

base::Result<std::vector<EmailAccountRow>> load_email_accounts(Connection& connection) {
  return select_all<EmailAccountRow>(connection, mail_setup_sql::kAccounts, [](const Row& r) {
    return EmailAccountRow{r.number(0), r.string(1), r.string(2)};
  });
}

base::Result<std::vector<TemplateGroupRow>> load_template_groups(Connection& connection) {
  return select_all<TemplateGroupRow>(connection, mail_setup_sql::kTemplateGroups,
                                      [](const Row& r) {
                                        return TemplateGroupRow{r.number(0), r.string(1)};
                                      });
}

base::Result<std::vector<EmailTemplateRow>> load_email_templates(Connection& connection) {
  return select_all<EmailTemplateRow>(connection, mail_setup_sql::kTemplates, [](const Row& r) {
    return EmailTemplateRow{r.number(0), r.string(1), r.string(2), r.string(3)};
  });
}

base::Result<SmtpSetup> load_smtp_setup(Connection& connection) {
  SmtpSetup setup;
  const auto is_there = select_one<bool>(connection, mail_setup_sql::kHasServers, {}, false,
                                         [](const Row& row) { return row.flag(0); });
  if (!is_there) return is_there.error();
  if (!*is_there) return setup;
  auto accounts =
      select_all<SmtpAccountRow>(connection, mail_setup_sql::kServers, [](const Row& r) {
        return SmtpAccountRow{r.number(0), r.number(1), r.string(2),
                              r.string(3), r.string(4), static_cast<int>(r.number(5)),
                              r.flag(6),   r.number(7), r.string(8),
                              {}};
      });
  if (!accounts) return accounts.error();
  setup.accounts = std::move(*accounts);
  const base::Status read = connection.select(mail_setup_sql::kLogins, {}, [&](const Row& row) {
    const std::string space = row.string(0);
    if (space == "core") setup.default_id = row.number(2);
    for (SmtpAccountRow& account : setup.accounts)
      if (space == login_space(account)) account.login[row.string(1)] = row.string(2);
    return base::Status();
  });
  if (!read) return read.error();
  return setup;
}

}  // namespace ost::db
