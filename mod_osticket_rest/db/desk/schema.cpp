// SPDX-License-Identifier: MIT
#include "db/desk/schema.hpp"

namespace ost::db {
namespace {

constexpr Statement kSignature{
    "schema.signature",
    "SELECT value FROM {config} WHERE namespace = 'core' AND `key` = 'schema_signature'", 0};

// Every table that a new, changed or deleted ticket adds rows to or takes rows from.
constexpr Statement kWithoutRollback{
    "schema.without_rollback",
    "SELECT table_name, engine FROM information_schema.tables"
    " WHERE table_schema = DATABASE() AND engine NOT IN"
    " (SELECT engine FROM information_schema.engines WHERE transactions = 'YES')"
    " AND table_name IN ('{ticket}', '{ticket__cdata}', '{thread}', '{thread_entry}',"
    " '{thread_event}', '{thread_collaborator}', '{thread_referral}', '{thread_entry_email}',"
    " '{form_entry}', '{form_entry_values}', '{user}', '{user_email}', '{user__cdata}',"
    " '{organization}', '{organization__cdata}', '{attachment}', '{file}', '{file_chunk}',"
    " '{draft}', '{sequence}', '{_search}')"
    " ORDER BY table_name",
    0};

}  // namespace

std::string_view version_of(std::string_view signature) {
  for (const KnownSchema& known : kKnownSchemas)
    if (known.signature == signature) return known.version;
  return {};
}

base::Result<std::string> load_schema_signature(Connection& connection) {
  std::string signature;
  const base::Status read = connection.select(kSignature, {}, [&](const Row& row) {
    signature = row.string(0);
    return base::Status();
  });
  if (!read) return read.error();
  return signature;
}

base::Result<std::vector<std::string>> load_tables_without_rollback(Connection& connection) {
  std::vector<std::string> tables;
  const base::Status read = connection.select(kWithoutRollback, {}, [&](const Row& row) {
    tables.push_back(row.string(0) + " (" + row.string(1) + ")");
    return base::Status();
  });
  if (!read) return read.error();
  return tables;
}

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
