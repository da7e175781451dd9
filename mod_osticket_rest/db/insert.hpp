// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// Runs an INSERT of one row; the id the row got.
base::Result<std::int64_t> insert(Connection& connection, const Statement& statement,
                                  const Values& values);

/// Many rows in one statement: `head` is "INSERT INTO {table} (columns) VALUES ", every row has as
/// many values as the head names columns. Does nothing for no rows.
struct RowsStatement {
  const char* label;
  const char* head;
  int columns;
};
base::Status insert_rows(Connection& connection, const RowsStatement& statement,
                         const std::vector<Values>& rows);

}  // namespace ost::db
