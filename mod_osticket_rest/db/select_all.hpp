// SPDX-License-Identifier: MIT
#pragma once

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

/// The last row of a statement, or what `fallback` is when there is none.
template <typename T, typename Make>
base::Result<T> select_one(Connection& connection, const Statement& statement, const Values& values,
                           T fallback, Make make) {
  const base::Status read = connection.select(statement, values, [&](const Row& row) {
    fallback = make(row);
    return base::Status();
  });
  if (!read) return read.error();
  return fallback;
}

}  // namespace ost::db
