// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "db/value.hpp"

namespace ost::db {

/// How many `%s` the text holds.
constexpr int count_parameters(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '%') continue;
    if (text[i + 1] == 's') ++count;
    ++i;
  }
  return count;
}

/// A statement as its author wrote it. In `text` `{name}` stands for table prefix + name, `%s` for
/// one parameter and `%%` for a percent sign.
struct Statement {
  /// The number of parameters has to be the text's: the compiler sees to it where the statement is
  /// a constant; one that is put together wrongly throws std::logic_error.
  constexpr Statement(const char* name, const char* sql, int count)
      : label(name), text(sql), parameters(count) {
    if (count_parameters(text) != parameters)
      throw std::logic_error("a statement declares another number of parameters than it has");
  }

  const char* label;  ///< names the statement in the log and in tests
  const char* text;
  int parameters;
};

/// The SQL to send. Throws std::logic_error when the number of values is not the number declared,
/// which is a bug and never depends on the request.
std::string expand(const Statement& statement, std::string_view prefix, const Values& values);

/// An identifier in backquotes. Throws std::logic_error for an empty name or one with a NUL.
std::string quote_identifier(std::string_view name);

/// The text with LIKE's wildcards `%`, `_` and `\` meaning themselves.
std::string escape_like(std::string_view text);

}  // namespace ost::db
