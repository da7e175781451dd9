// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// Runs an INSERT of one row; the id the row got.
base::Result<std::int64_t> insert(Connection& connection, const Statement& statement,
                                  const Values& values);

/// Many rows in one statement: `head` is "INSERT INTO {table} (columns) VALUES ", every row has as
/// many values as the head names columns, which the compiler counts.
struct RowsStatement {
  constexpr RowsStatement(const char* name, const char* sql, int count)
      : label(name), head(sql), columns(count) {
    int named = 1;
    for (const char* c = head; *c; ++c)
      if (*c == ',') ++named;
    if (named != columns)
      throw std::logic_error("a statement declares another number of columns than it names");
  }

  const char* label;
  const char* head;
  int columns;
};
/// Runs it; does nothing for no rows.
base::Status insert_rows(Connection& connection, const RowsStatement& statement,
                         const std::vector<Values>& rows);

}  // namespace ost::db
