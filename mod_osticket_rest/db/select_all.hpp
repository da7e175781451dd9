// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "db/connection.hpp"

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

}  // namespace ost::db
