// SPDX-License-Identifier: MIT
#include "db/desk/system_log.hpp"

namespace ost::db {
namespace {

constexpr Statement kInsert{
    "system_log.insert",
    "INSERT INTO {syslog} (log_type, title, log, logger, ip_address, created, updated)"
    " VALUES (%s, %s, %s, '', %s, NOW(), NOW())",
    4};

}  // namespace

base::Status insert_system_log(Connection& connection, const SystemLogRow& row) {
  const auto inserted = connection.execute(kInsert, {row.type, row.title, row.log, row.ip_address});
  if (!inserted) return inserted.error();
  return {};
}

}  // namespace ost::db
