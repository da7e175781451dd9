// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "db/statement.hpp"

namespace ost::db {

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
