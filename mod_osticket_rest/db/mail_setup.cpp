// SPDX-License-Identifier: MIT
#include "db/mail_setup.hpp"

#include "db/mail_setup_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {

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

}  // namespace ost::db
