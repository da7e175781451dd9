// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace ost::base {

/// A JSON value that has been read, or one to be encoded. Members keep their order.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : held_(value) {}
  Json(int value) : held_(std::int64_t{value}) {}
  Json(std::int64_t value) : held_(value) {}
  Json(double value) : held_(value) {}
  Json(const char* value) : held_(std::string(value)) {}
  Json(std::string value) : held_(std::move(value)) {}
  Json(Array value) : held_(std::move(value)) {}
  Json(Object value) : held_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
  const bool* boolean() const { return std::get_if<bool>(&held_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
  const double* real() const { return std::get_if<double>(&held_); }
  const std::string* string() const { return std::get_if<std::string>(&held_); }
  const Array* array() const { return std::get_if<Array>(&held_); }
  const Object* object() const { return std::get_if<Object>(&held_); }

  /// The member of an object; nullptr when there is none or this is no object.
  const Json* find(std::string_view name) const;
  /// The whole number within the bounds that is meant, also by 1.0 or by its digits in a string;
  /// empty for anything else.
  std::optional<std::int64_t> number(std::int64_t lowest, std::int64_t highest) const;
  /// PHP's view of a scalar: (int), (string) and truth; 0, "" and false for what has none.
  std::int64_t to_integer() const;
  std::string to_string() const;
  bool to_boolean() const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> held_;
};

/// Reads one JSON text (RFC 8259), with or without a byte order mark. Refused with kInvalidJson,
/// whose field `body` says by line and column what is wrong: anything behind the value, a name
/// given twice, nesting deeper than 64, a NUL anywhere, a number too large, text that is not UTF-8.
Result<Json> parse_json(std::string_view text);

/// The text PHP's json_encode makes of the value: slashes escaped, all but ASCII as \uXXXX. It is
/// what osTicket stores in event data and form entries (JsonDataEncoder::encode).
std::string encode_json(const Json& value);

}  // namespace ost::base
