// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::people_sql {

constexpr Statement kByIds{"people.by_ids",
                           "SELECT u.id, u.name, e.address FROM {user} u"
                           " LEFT JOIN {user_email} e ON e.id = u.default_email_id"
                           " WHERE u.id IN %s",
                           1};

constexpr Statement kAll[] = {kByIds};

}  // namespace ost::db::people_sql
