// SPDX-License-Identifier: MIT
#include "db/desk/config.hpp"

namespace ost::db {
namespace {

constexpr Statement kAll{"config.all",
                         "SELECT namespace, `key`, value FROM {config}"
                         " WHERE namespace = 'core' OR namespace LIKE 'schedule.%%'"
                         " OR (namespace LIKE 'staff.%%' AND `key` = 'default_from_name')",
                         0};

}  // namespace

base::Result<ConfigRows> load_config(Connection& connection) {
  ConfigRows rows;
  const base::Status read = connection.select(kAll, {}, [&](const Row& row) {
    rows[{row.string(0), row.string(1)}] = row.string(2);
    return base::Status();
  });
  if (!read) return read.error();
  return rows;
}

}  // namespace ost::db
