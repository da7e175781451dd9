// SPDX-License-Identifier: MIT
#include "api/json/json_writer.hpp"

#include <array>
#include <charconv>

#include "api/json/plain_prefix.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out.push_back(kHex[byte >> 4]);
  out.push_back(kHex[byte & 0xF]);
}

constexpr char kReplacement[] = "\xEF\xBF\xBD";  // U+FFFD

void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  std::size_t at = 0;
  while ((at = plain_prefix(text, at)) < text.size()) {
    const bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80;
    const std::size_t length = is_ascii ? 0 : base::character_length(text, at);
    at += length;
    if (length > 0) continue;
    out.append(text, start, at - start);
    if (is_ascii)
      append_escape(out, text[at]);
    else
      out.append(kReplacement);
    start = ++at;
  }
  out.append(text, start, text.size() - start);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  append_escaped(out, text);
  out.push_back('"');
}

void JsonWriter::separate() {
  if (comma_) out_.push_back(',');
  comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_.push_back('{');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_.push_back('}');
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_.push_back('[');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_.push_back(']');
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::name(std::string_view name) {
  separate();
  out_.push_back('"');
  out_.append(name);
  out_.append("\":");
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::escaped_name(std::string_view name) {
  string(name);
  out_.push_back(':');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::begin_string() {
  separate();
  out_.push_back('"');
  return *this;
}

JsonWriter& JsonWriter::string_piece(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

JsonWriter& JsonWriter::end_string() {
  out_.push_back('"');
  return *this;
}

JsonWriter& JsonWriter::maybe_string(const std::optional<std::string_view>& text) {
  return text ? string(*text) : null();
}

JsonWriter& JsonWriter::number(std::int64_t number) {
  separate();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out_.append(digits.data(), end.ptr);
  return *this;
}

JsonWriter& JsonWriter::maybe_number(const std::optional<std::int64_t>& value) {
  return value ? number(*value) : null();
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_.append(value ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_.append("null");
  return *this;
}

}  // namespace ost::api
