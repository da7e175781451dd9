// SPDX-License-Identifier: MIT
#include "base/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/number.hpp"
#include "base/text.hpp"

namespace ost::base {
namespace {

void append_unicode(std::string& out, unsigned unit) {
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out.push_back(kHex[(unit >> shift) & 0xF]);
}

void append_code_point(std::string& out, unsigned point) {
  if (point < 0x10000) return append_unicode(out, point);
  append_unicode(out, 0xD800 + ((point - 0x10000) >> 10));
  append_unicode(out, 0xDC00 + ((point - 0x10000) & 0x3FF));
}

// The code point that starts at `i`, which moves behind it. The text is valid UTF-8 by contract.
unsigned next_code_point(std::string_view text, std::size_t& i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  const unsigned point = code_point(text.substr(i, length));
  i += length;
  return point;
}

void append_escaped(std::string& out, unsigned point) {
  switch (point) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '/':
      out += "\\/";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
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
  if (point >= 0x20 && point < 0x7F) return out.push_back(static_cast<char>(point));
  if (point == 0x7F) return out.push_back('\x7F');
  append_code_point(out, point);
}

void append_string(std::string& out, std::string_view text) {
  out.push_back('"');
  for (std::size_t i = 0; i < text.size();) append_escaped(out, next_code_point(text, i));
  out.push_back('"');
}

// The shortest digits that mean the value, as PHP arranges them (php_gcvt): without an exponent
// from 0.0001 up to 17 digits. What has an exponent also has a point, so it is never read as an
// integer that is too large.
std::string real_text(double value) {
  char buffer[400];
  const double size = std::abs(value);
  if (value == 0) return std::signbit(value) ? "-0.0" : "0";
  if (size >= 1e-4 && size < 1e17) {
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    return std::string(buffer, end.ptr);
  }
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string text(buffer, end.ptr);
  const std::size_t mark = text.find('e');
  const std::string point = text.find('.') == std::string::npos ? ".0" : "";
  const bool is_padded = text[mark + 2] == '0';
  return text.substr(0, mark) + point + text.substr(mark, 2) +
         text.substr(mark + (is_padded ? 3 : 2));
}

void append(std::string& out, const Json& value) {
  if (value.is_null()) {
    out += "null";
  } else if (value.boolean()) {
    out += *value.boolean() ? "true" : "false";
  } else if (value.integer()) {
    out += std::to_string(*value.integer());
  } else if (value.real()) {
    out += real_text(*value.real());
  } else if (value.string()) {
    append_string(out, *value.string());
  } else if (value.array()) {
    const char* separator = "[";
    for (const Json& item : *value.array()) {
      out += separator;
      append(out, item);
      separator = ",";
    }
    out += value.array()->empty() ? "[]" : "]";
  } else {
    const char* separator = "{";
    for (const auto& [name, item] : *value.object()) {
      out += separator;
      append_string(out, name);
      out.push_back(':');
      append(out, item);
      separator = ",";
    }
    out += value.object()->empty() ? "{}" : "}";
  }
}

}  // namespace

const Json* Json::find(std::string_view name) const {
  if (!object()) return nullptr;
  for (const auto& member : *object())
    if (member.first == name) return &member.second;
  return nullptr;
}

std::int64_t Json::to_integer() const {
  if (boolean()) return *boolean() ? 1 : 0;
  if (integer()) return *integer();
  if (real()) return std::abs(*real()) < 9e15 ? static_cast<std::int64_t>(*real()) : 0;
  std::int64_t number = 0;
  if (string()) std::from_chars(string()->data(), string()->data() + string()->size(), number);
  return number;
}

std::string Json::to_string() const {
  if (boolean()) return *boolean() ? "1" : "";
  if (integer()) return std::to_string(*integer());
  if (real()) return real_to_text(*real());
  return string() ? *string() : std::string();
}

bool Json::to_boolean() const {
  if (boolean()) return *boolean();
  if (integer()) return *integer() != 0;
  if (real()) return *real() != 0;
  if (string()) return !string()->empty() && *string() != "0";
  if (array()) return !array()->empty();
  return object() && !object()->empty();
}

std::optional<std::int64_t> Json::number(std::int64_t lowest, std::int64_t highest) const {
  std::optional<std::int64_t> number;
  if (integer()) number = *integer();
  // Up to there each whole number is a double of its own.
  if (real() && std::abs(*real()) < 9e15 && std::trunc(*real()) == *real())
    number = static_cast<std::int64_t>(*real());
  if (string()) return parse_number(*string(), lowest, highest);
  return number && *number >= lowest && *number <= highest ? number : std::nullopt;
}

std::string encode_json(const Json& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace ost::base
