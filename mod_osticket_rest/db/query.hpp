// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.hpp"
#include "db/statement.hpp"

namespace ost::db {

/// All rows of a statement, each made into a T by `make`.
template <typename T, typename Make>
base::Result<std::vector<T>> select_all(Connection& connection, const Statement& statement,
                                        const Values& values, Make make) {
  std::vector<T> rows;
  const base::Status read = connection.select(statement, values, [&](const Row& row) {
    rows.push_back(make(row));
    return base::Status();
  });
  if (!read) return read.error();
  return rows;
}

template <typename T, typename Make>
base::Result<std::vector<T>> select_all(Connection& connection, const Statement& statement,
                                        Make make) {
  return select_all<T>(connection, statement, {}, std::move(make));
}

/// The first row of a statement, or `none` when there is none.
template <typename T, typename Make>
base::Result<T> select_one(Connection& connection, const Statement& statement, const Values& values,
                           T none, Make make) {
  std::optional<T> found;
  const base::Status read = connection.select(statement, values, [&](const Row& row) {
    if (!found) found.emplace(make(row));
    return base::Status();
  });
  if (!read) return read.error();
  return found ? std::move(*found) : std::move(none);
}

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

/// A statement put together from fixed fragments; values only ever enter as parameters.
class QueryBuilder {
 public:
  /// `fragment` is a constant of this layer with a `%s` for each value.
  QueryBuilder& add(const char* fragment, Values values = {}) {
    text_ += fragment;
    for (Value& value : values) values_.push_back(std::move(value));
    return *this;
  }

  /// The first condition opens the WHERE clause, the others follow with AND.
  QueryBuilder& where(const char* condition, Values values = {}) {
    text_ += has_condition_ ? " AND " : " WHERE ";
    has_condition_ = true;
    return add(condition, std::move(values));
  }

  /// Valid as long as the builder is and nothing is added.
  Statement statement(const char* label) const {
    return Statement{label, text_.c_str(), static_cast<int>(values_.size())};
  }
  const Values& values() const { return values_; }

 private:
  std::string text_;
  Values values_;
  bool has_condition_ = false;
};

}  // namespace ost::db
