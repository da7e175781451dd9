// SPDX-License-Identifier: MIT
#include "api/http/query_string.hpp"

#include <optional>

#include "base/text.hpp"

namespace ost::api {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      decoded.push_back(' ');
    } else if (text[i] != '%') {
      decoded.push_back(text[i]);
    } else {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      decoded.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  if (decoded.find('\0') != std::string::npos || !base::is_utf8(decoded)) return std::nullopt;
  return decoded;
}

// What RFC 3986 lets stand in a query and means nothing to forms.
constexpr std::string_view kPlain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!,:";

void append_encoded(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
  }
}

base::Error broken(const std::string& name) {
  return base::Error{base::Errc::kInvalidParameter,
                     "The query string cannot be read",
                     "",
                     {{name, "is not well-formed percent-encoded UTF-8"}}};
}

}  // namespace

base::Result<std::vector<std::pair<std::string, std::string>>> parse_query_string(
    std::string_view text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string_view piece : base::split(text, '&')) {
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    const auto name = decode(piece.substr(0, equals));
    if (!name) return broken("query");
    const auto value =
        decode(equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1));
    if (!value) return broken(*name);
    pairs.emplace_back(*name, *value);
  }
  return pairs;
}

std::string query_text(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string text;
  for (const auto& [name, value] : pairs) {
    if (!text.empty()) text.push_back('&');
    append_encoded(text, name);
    text.push_back('=');
    append_encoded(text, value);
  }
  return text;
}

}  // namespace ost::api
