// SPDX-License-Identifier: MIT
#include "db/schema.hpp"

#include "db/schema_sql.hpp"

namespace ost::db {

std::string_view version_of(std::string_view signature) {
  for (const KnownSchema& known : kKnownSchemas)
    if (known.signature == signature) return known.version;
  return {};
}

base::Result<std::string> load_schema_signature(Connection& connection) {
  std::string signature;
  const base::Status read = connection.select(schema_sql::kSignature, {}, [&](const Row& row) {
    signature = row.string(0);
    return base::Status();
  });
  if (!read) return read.error();
  return signature;
}

base::Result<std::vector<std::string>> load_tables_without_rollback(Connection& connection) {
  std::vector<std::string> tables;
  const base::Status read =
      connection.select(schema_sql::kWithoutRollback, {}, [&](const Row& row) {
        tables.push_back(row.string(0) + " (" + row.string(1) + ")");
        return base::Status();
      });
  if (!read) return read.error();
  return tables;
}

}  // namespace ost::db
