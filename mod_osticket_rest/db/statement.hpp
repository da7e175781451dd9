// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "db/value.hpp"

namespace ost::db {

/// A statement as its author wrote it. In `text` `{name}` stands for table prefix + name, `%s` for
/// one parameter and `%%` for a percent sign.
struct Statement {
  const char* label;  ///< names the statement in the log and in tests
  const char* text;
  int parameters;  ///< checked against the text by a unit test
};

/// How many `%s` the text holds.
int count_parameters(std::string_view text);

/// The SQL to send. Throws std::logic_error when the number of values is not the number declared,
/// which is a bug and never depends on the request.
std::string expand(const Statement& statement, std::string_view prefix, const Values& values);

/// An identifier in backquotes. Throws std::logic_error for an empty name or one with a NUL.
std::string quote_identifier(std::string_view name);

/// The text with LIKE's wildcards `%`, `_` and `\` meaning themselves.
std::string escape_like(std::string_view text);

}  // namespace ost::db
