// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::config_sql {

constexpr Statement kAll{"config.all",
                         "SELECT namespace, `key`, value FROM {config}"
                         " WHERE namespace = 'core' OR namespace LIKE 'schedule.%%'",
                         0};

}  // namespace ost::db::config_sql
