// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::api_keys_sql {

constexpr Statement kFind{"api_keys.find",
                          "SELECT id, isactive, ipaddr, apikey, can_create_tickets FROM {api_key}"
                          " WHERE apikey = %s",
                          1};

constexpr Statement kAll[] = {kFind};

}  // namespace ost::db::api_keys_sql
