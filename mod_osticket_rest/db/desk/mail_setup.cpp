// SPDX-License-Identifier: MIT
#include "db/desk/mail_setup.hpp"

#include <utility>

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kAccounts{"mail_setup.accounts",
                              "SELECT email_id, name, email"
                              " FROM {email}"
                              " ORDER BY email_id",
                              0};

constexpr Statement kTemplateGroups{"mail_setup.template_groups",
                                    "SELECT tpl_id, lang"
                                    " FROM {email_template_group}"
                                    " ORDER BY tpl_id",
                                    0};

constexpr Statement kTemplates{"mail_setup.templates",
                               "SELECT tpl_id, code_name, subject, body"
                               " FROM {email_template}"
                               " ORDER BY tpl_id, id",
                               0};

constexpr Statement kHasServers{"mail_setup.has_servers",
                                "SELECT COUNT(*) FROM information_schema.tables"
                                " WHERE table_schema = DATABASE()"
                                " AND table_name = '{email_account}'",
                                0};

// An account may log in as the mailbox of its address does (SmtpAccount::isMailboxAuth).
constexpr Statement kServers{
    "mail_setup.servers",
    "SELECT s.id, s.email_id, e.email, e.name, s.host, s.port, s.allow_spoofing,"
    " COALESCE(m.id, s.id), COALESCE(m.auth_bk, s.auth_bk)"
    " FROM {email_account} s"
    " JOIN {email} e ON e.email_id = s.email_id"
    " LEFT JOIN {email_account} m"
    " ON m.email_id = s.email_id AND m.type = 'mailbox' AND s.auth_bk = 'mailbox'"
    " WHERE s.type = 'smtp' AND s.active = 1"
    " ORDER BY s.id",
    0};

constexpr Statement kLogins{"mail_setup.logins",
                            "SELECT namespace, `key`, value FROM {config}"
                            " WHERE namespace LIKE 'email.%%.account.%%'"
                            " OR (namespace = 'core' AND `key` = 'default_smtp_id')",
                            0};

std::string login_space(const SmtpAccountRow& account) {
  return "email." + std::to_string(account.email_id) + ".account." +
         std::to_string(account.login_id);
}

}  // namespace

base::Result<std::vector<EmailAccountRow>> load_email_accounts(Connection& connection) {
  return select_all<EmailAccountRow>(connection, kAccounts, [](const Row& r) {
    return EmailAccountRow{r.number(0), r.string(1), r.string(2)};
  });
}

base::Result<std::vector<TemplateGroupRow>> load_template_groups(Connection& connection) {
  return select_all<TemplateGroupRow>(connection, kTemplateGroups, [](const Row& r) {
    return TemplateGroupRow{r.number(0), r.string(1)};
  });
}

base::Result<std::vector<EmailTemplateRow>> load_email_templates(Connection& connection) {
  return select_all<EmailTemplateRow>(connection, kTemplates, [](const Row& r) {
    return EmailTemplateRow{r.number(0), r.string(1), r.string(2), r.string(3)};
  });
}

base::Result<SmtpSetup> load_smtp_setup(Connection& connection) {
  SmtpSetup setup;
  const auto is_there = select_one<bool>(connection, kHasServers, {}, false,
                                         [](const Row& row) { return row.flag(0); });
  if (!is_there) return is_there.error();
  if (!*is_there) return setup;
  auto accounts = select_all<SmtpAccountRow>(connection, kServers, [](const Row& r) {
    return SmtpAccountRow{r.number(0), r.number(1), r.string(2),
                          r.string(3), r.string(4), static_cast<int>(r.number(5)),
                          r.flag(6),   r.number(7), r.string(8),
                          {}};
  });
  if (!accounts) return accounts.error();
  setup.accounts = std::move(*accounts);
  const base::Status read = connection.select(kLogins, {}, [&](const Row& row) {
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
