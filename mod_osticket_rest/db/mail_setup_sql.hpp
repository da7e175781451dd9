// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::mail_setup_sql {

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

constexpr Statement kAll[] = {kAccounts,   kTemplateGroups, kTemplates,
                              kHasServers, kServers,        kLogins};

}  // namespace ost::db::mail_setup_sql
