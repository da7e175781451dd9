// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
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

}  // namespace ost::db
