// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ost::db {

/// Bytes of a file, which are no text in any character set.
struct Bytes {
  std::string_view content;
};

/// One parameter of a statement: NULL, a whole number, text, bytes, or a list of whole numbers for
/// IN (…).
/// An empty list becomes (NULL), which matches nothing.
class Value {
 public:
  Value(std::nullptr_t) {}
  Value(int number) : held_(std::int64_t{number}) {}
  Value(std::int64_t number) : held_(number) {}
  Value(std::string text) : held_(std::move(text)) {}
  Value(std::string_view text) : held_(std::string(text)) {}
  Value(const char* text) : held_(std::string(text)) {}
  Value(Bytes bytes) : held_(HeldBytes{std::string(bytes.content)}) {}
  Value(std::vector<std::int64_t> numbers) : held_(std::move(numbers)) {}
  template <typename T>
  Value(const std::optional<T>& maybe) {
    if (maybe) *this = Value(*maybe);
  }

  /// The value as an SQL literal; the only way a value gets into a statement. Correct in a session
  /// with sql_mode='' and a UTF-8 character set, which every connection is checked to have.
  void append_literal(std::string& sql) const;

 private:
  struct HeldBytes {
    std::string content;
  };
  std::variant<std::monostate, std::int64_t, std::string, HeldBytes, std::vector<std::int64_t>>
      held_;
};

using Values = std::vector<Value>;

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
