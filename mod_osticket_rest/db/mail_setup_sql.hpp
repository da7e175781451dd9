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

constexpr Statement kAll[] = {kAccounts, kTemplateGroups, kTemplates};

}  // namespace ost::db::mail_setup_sql
