// SPDX-License-Identifier: MIT
#include "api/read/cursor.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/json.hpp"

namespace ost::api {
namespace {

constexpr std::size_t kSignature = 24;
constexpr std::size_t kLongest = 2048;

// Base64 as addresses take it, without padding (RFC 4648, section 5).
std::string for_address(std::string text) {
  text.erase(std::find(text.begin(), text.end(), '='), text.end());
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::string from_address(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '-', '+');
  std::replace(plain.begin(), plain.end(), '_', '/');
  return plain;
}

}  // namespace

Cursors::Cursors(std::string_view api_key, std::string list)
    : secret_(base::hmac_sha512(api_key, "place in a list of tickets")), list_(std::move(list)) {}

std::string Cursors::write(const db::TicketPosition& position) const {
  base::Json::Array values(position.begin(), position.end());
  const std::string payload = base::encode_json(base::Json(std::move(values)));
  return for_address(base::base64_encode(signature_of(payload) + payload));
}

std::optional<db::TicketPosition> Cursors::read(std::string_view cursor) const {
  if (cursor.size() > kLongest) return std::nullopt;
  const auto bytes = base::base64_decode(from_address(cursor));
  if (!bytes || bytes->size() < kSignature) return std::nullopt;
  const std::string payload = bytes->substr(kSignature);
  if (!base::equal_in_constant_time(bytes->substr(0, kSignature), signature_of(payload)))
    return std::nullopt;
  const auto values = base::parse_json(payload);
  if (!values || !values->array()) return std::nullopt;
  db::TicketPosition position;
  for (const base::Json& value : *values->array()) position.push_back(value.to_string());
  return position;
}

std::string Cursors::signature_of(std::string_view payload) const {
  std::string signed_text(payload);
  signed_text.append("\n").append(list_);
  return base::hmac_sha512(secret_, signed_text).substr(0, kSignature);
}

}  // namespace ost::api
