// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::api_keys_sql {

// The column has three bytes a character at most; a literal in four would not use its index.
constexpr Statement kFind{"api_keys.find",
                          "SELECT id, isactive, ipaddr, apikey, can_create_tickets FROM {api_key}"
                          " WHERE apikey = CONVERT(%s USING utf8)",
                          1};

constexpr Statement kAll[] = {kFind};

}  // namespace ost::db::api_keys_sql
