// SPDX-License-Identifier: MIT
#include "mail/secret.hpp"

#include "base/crypto.hpp"

namespace ost::mail {
namespace {

// The text behind `$TAG$`, where TAG is one of `tags`; osTicket writes the library's number first,
// then, inside the base64, the cipher's.
std::optional<std::string_view> after_tag(std::string_view text, std::string_view tags) {
  if (text.size() < 3 || text[0] != '$' || text[2] != '$') return std::nullopt;
  if (tags.find(text[1]) == std::string_view::npos) return std::nullopt;
  return text.substr(3);
}

}  // namespace

std::optional<std::string> open_secret(std::string_view sealed, std::string_view salt,
                                       std::string_view subkey) {
  // CryptoOpenSSL is 2, CryptoPHPSecLib 3: AES-128-CBC with the same key, so one reads both.
  constexpr std::size_t kIv = 16;
  const auto encoded = after_tag(sealed, "23");
  const auto packed = encoded ? base::base64_decode(*encoded) : std::nullopt;
  const auto body = packed ? after_tag(*packed, "1") : std::nullopt;
  if (salt.empty() || !body || body->size() <= kIv) return std::nullopt;
  const std::string_view iv = body->substr(0, kIv);
  // CryptoAlgo::getKeyHash: the IV is the key of the HMAC.
  const std::string master = std::string(salt) + base::to_hex(base::md5(subkey));
  const std::string key = base::hmac_sha512(iv, master).substr(0, kIv);
  return base::aes_128_cbc_decrypt(key, iv, body->substr(kIv));
}

}  // namespace ost::mail
