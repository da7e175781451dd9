// SPDX-License-Identifier: MIT
#include "db/query.hpp"

namespace ost::db {
namespace {

std::string places(int columns) {
  std::string text = "(%s";
  for (int i = 1; i < columns; ++i) text += ", %s";
  return text + ")";
}

}  // namespace

base::Result<std::int64_t> insert(Connection& connection, const Statement& statement,
                                  const Values& values) {
  const auto inserted = connection.execute(statement, values);
  if (!inserted) return inserted.error();
  return connection.last_id();
}

base::Status insert_rows(Connection& connection, const RowsStatement& statement,
                         const std::vector<Values>& rows) {
  if (rows.empty()) return {};
  std::string text = statement.head;
  Values values;
  for (const Values& row : rows) {
    if (!values.empty()) text += ", ";
    text += places(statement.columns);
    values.insert(values.end(), row.begin(), row.end());
  }
  const Statement built{statement.label, text.c_str(), static_cast<int>(values.size())};
  const auto inserted = connection.execute(built, values);
  if (!inserted) return inserted.error();
  return {};
}

}  // namespace ost::db
