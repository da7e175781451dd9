// SPDX-License-Identifier: MIT
#include "db/config.hpp"

#include "db/config_sql.hpp"

namespace ost::db {

base::Result<ConfigRows> load_config(Connection& connection) {
  ConfigRows rows;
  const base::Status read = connection.select(config_sql::kAll, {}, [&](const Row& row) {
    rows[{row.string(0), row.string(1)}] = row.string(2);
    return base::Status();
  });
  if (!read) return read.error();
  return rows;
}

}  // namespace ost::db
