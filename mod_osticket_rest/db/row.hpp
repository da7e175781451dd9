// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::db {

/// One row of a result, by column position from 0. Views are valid until the next row is read.
class Row {
 public:
  virtual ~Row() = default;
  /// The value as text; empty when it is NULL.
  virtual std::optional<std::string_view> text(int column) const = 0;
  /// The value with every byte it has, a NUL among them too, at which `text` may end. Dearer than
  /// `text`: for the contents of files.
  virtual std::optional<std::string_view> bytes(int column) const { return text(column); }

  /// The text, or "" for NULL.
  std::string string(int column) const;
  /// The text as an owned value that keeps NULL apart from "".
  std::optional<std::string> maybe_string(int column) const;
  /// The whole number the text starts with, 0 for NULL and for what is no number (PHP's (int)).
  std::int64_t number(int column) const;
  /// The number, or empty for NULL.
  std::optional<std::int64_t> maybe_number(int column) const;
  /// True for any number but 0.
  bool flag(int column) const { return number(column) != 0; }
};

}  // namespace ost::db
