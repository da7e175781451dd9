// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::api {

/// Appends the text as a JSON string, quotes included. What is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Writes JSON from front to back into a buffer that its owner may take away between two calls.
/// Commas are its business; opening and closing must match.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  /// `name` is the module's own and needs no escapes.
  JsonWriter& name(std::string_view name);
  /// A name that somebody else has given.
  JsonWriter& escaped_name(std::string_view name);
  JsonWriter& string(std::string_view text);
  /// A string that comes in pieces, each of whole characters.
  JsonWriter& begin_string();
  JsonWriter& string_piece(std::string_view text);
  JsonWriter& end_string();
  /// null when empty.
  JsonWriter& maybe_string(const std::optional<std::string_view>& text);
  JsonWriter& number(std::int64_t number);
  /// null when empty.
  JsonWriter& maybe_number(const std::optional<std::int64_t>& number);
  JsonWriter& boolean(bool value);
  JsonWriter& null();

 private:
  void separate();
  std::string& out_;
  bool comma_ = false;
};

}  // namespace ost::api
