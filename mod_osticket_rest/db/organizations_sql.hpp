// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::organizations_sql {

constexpr Statement kById{
    "organizations.by_id",
    "SELECT id, name, manager, status, domain FROM {organization} WHERE id = %s", 1};

constexpr Statement kByDomain{"organizations.by_domain",
                              "SELECT id, name, manager, status, domain FROM {organization}"
                              " WHERE domain > '' AND domain LIKE %s"
                              " ORDER BY id",
                              1};

constexpr Statement kAll[] = {kById, kByDomain};

}  // namespace ost::db::organizations_sql
