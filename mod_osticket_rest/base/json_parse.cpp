// SPDX-License-Identifier: MIT
// The only file that knows jansson.
#include <jansson.h>

#include <algorithm>
#include <memory>

#include "base/json.hpp"
#include "base/text.hpp"

namespace ost::base {
namespace {

constexpr int kMaxDepth = 64;

struct Release {
  void operator()(json_t* value) const { json_decref(value); }
};
using Owned = std::unique_ptr<json_t, Release>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Where the value begins that is nested too deep; npos when there is none.
std::size_t find_too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return i;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return std::string_view::npos;
}

Error json_error(std::int64_t line, std::int64_t column, const std::string& reason) {
  const std::string where = "line " + std::to_string(line) + ", column " + std::to_string(column);
  return Error{Errc::kInvalidJson, "Invalid JSON body", reason, {{"body", where + ": " + reason}}};
}

Error json_error_at(std::string_view text, std::size_t at, const std::string& reason) {
  const std::string_view before = text.substr(0, at);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line =
      newline == std::string_view::npos ? before : before.substr(newline + 1);
  return json_error(std::count(before.begin(), before.end(), '\n') + 1,
                    static_cast<std::int64_t>(count_characters(line)) + 1, reason);
}

// jansson's own words where they are plain, without the piece of text that it quotes.
std::string reason_of(const json_error_t& error) {
  switch (json_error_code(&error)) {
    case json_error_duplicate_key:
      return "a name is given twice in one object";
    case json_error_premature_end_of_input:
      return "the text ends here, before the value does";
    case json_error_end_of_input_expected:
      return "something follows the value";
    case json_error_numeric_overflow:
      return "the number is too large";
    case json_error_null_character:
    case json_error_null_byte_in_key:
      return "a string holds a NUL";
    default:
      break;
  }
  const std::string_view text = error.text;
  return std::string(text.substr(0, text.rfind(" near ")));
}

Json copy(json_t* value);

Json copy_array(json_t* value) {
  Json::Array items;
  for (std::size_t i = 0; i < json_array_size(value); ++i)
    items.push_back(copy(json_array_get(value, i)));
  return items;
}

Json copy_object(json_t* value) {
  Json::Object members;
  for (void* at = json_object_iter(value); at; at = json_object_iter_next(value, at))
    members.emplace_back(json_object_iter_key(at), copy(json_object_iter_value(at)));
  return members;
}

Json copy(json_t* value) {
  switch (json_typeof(value)) {
    case JSON_OBJECT:
      return copy_object(value);
    case JSON_ARRAY:
      return copy_array(value);
    case JSON_STRING:
      return std::string(json_string_value(value), json_string_length(value));
    case JSON_INTEGER:
      return std::int64_t{json_integer_value(value)};
    case JSON_REAL:
      return json_real_value(value);
    case JSON_TRUE:
      return true;
    case JSON_FALSE:
      return false;
    default:
      return nullptr;
  }
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    text.remove_prefix(kByteOrderMark.size());
  // jansson passes over one that follows a number or a literal.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return json_error_at(text, nul, "a NUL is no JSON");
  // jansson's own bound is 2048 levels; every level is a stack frame there and in copy().
  if (const std::size_t deep = find_too_deep(text); deep != std::string_view::npos)
    return json_error_at(text, deep, "values are nested more than 64 levels deep");
  json_error_t error;
  const Owned root(
      json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error));
  if (!root) return json_error(error.line, std::max(error.column, 1), reason_of(error));
  return copy(root.get());
}

}  // namespace ost::base
