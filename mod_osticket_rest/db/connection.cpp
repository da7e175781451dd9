// SPDX-License-Identifier: MIT
#include "db/connection.hpp"

#include <charconv>

namespace ost::db {

std::string Row::string(int column) const {
  return std::string(text(column).value_or(""));
}

std::optional<std::string> Row::maybe_string(int column) const {
  const auto value = text(column);
  if (!value) return std::nullopt;
  return std::string(*value);
}

std::int64_t Row::number(int column) const {
  return maybe_number(column).value_or(0);
}

std::optional<std::int64_t> Row::maybe_number(int column) const {
  const auto value = text(column);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(value->data(), value->data() + value->size(), number);
  return number;
}

Transaction::~Transaction() {
  if (open_) connection_.rollback();
}

base::Status Transaction::begin() {
  base::Status begun = connection_.begin();
  open_ = begun.ok();
  return begun;
}

base::Status Transaction::commit() {
  open_ = false;
  return connection_.commit();
}

}  // namespace ost::db
