// SPDX-License-Identifier: MIT
#include "mail/account.hpp"

#include <charconv>
#include <optional>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace ost::mail {
namespace {

struct Scheme {
  std::string_view prefix;
  Tls tls;
};

constexpr Scheme kSchemes[] = {
    {"ssl://", Tls::kFromTheStart}, {"tls://", Tls::kStartTls}, {"plain://", Tls::kNone}};

Tls protection_of_port(int port) {
  if (port == 465) return Tls::kFromTheStart;
  return port == 587 ? Tls::kStartTls : Tls::kNone;
}

base::Error refused(std::string reason) {
  return base::Error{
      base::Errc::kUnavailable, "The mail account cannot be used", std::move(reason), {}};
}

std::string_view value_of(const StoredLogin& stored, const char* name) {
  const auto found = stored.config.find(name);
  return found == stored.config.end() ? std::string_view() : std::string_view(found->second);
}

// EmailAccount seals each secret under its owner's name and the account's namespace.
std::optional<std::string> open_value(const StoredLogin& stored, const char* name,
                                      std::string_view owner, std::string_view salt) {
  const std::string space =
      "email." + std::to_string(stored.email_id) + ".account." + std::to_string(stored.account_id);
  const std::string subkey = base::to_hex(base::md5(std::string(owner) + space));
  return open_secret(value_of(stored, name), salt, subkey);
}

base::Result<Login> password_login(const StoredLogin& stored, std::string_view salt) {
  const std::string_view user = value_of(stored, "username");
  if (user.empty() || value_of(stored, "passwd").empty()) return refused("no password is stored");
  const auto password = open_value(stored, "passwd", user, salt);
  if (!password) return refused("the stored password does not open with this secret salt");
  if (password->empty()) return refused("the stored password is empty");
  return Login{LoginKind::kPassword, std::string(user), *password};
}

base::Result<Login> token_login(const StoredLogin& stored, std::string_view salt,
                                std::int64_t now) {
  const std::string_view owner = value_of(stored, "resource_owner_email");
  if (owner.empty() || value_of(stored, "access_token").empty())
    return refused("no access token is stored");
  const std::string_view ends = value_of(stored, "expires");
  std::int64_t expires = 0;
  const auto read = std::from_chars(ends.data(), ends.data() + ends.size(), expires);
  if (read.ec != std::errc() || read.ptr != ends.data() + ends.size())
    return refused("the stored access token does not say when it ends");
  if (expires < now)
    return refused(
        "the access token has run out; osTicket renews it when it next uses the account");
  const auto token = open_value(stored, "access_token", owner, salt);
  if (!token || token->empty())
    return refused("the stored access token does not open with this secret salt");
  return Login{LoginKind::kToken, std::string(owner), *token};
}

}  // namespace

SmtpServer read_server(std::string_view host, int port) {
  SmtpServer server;
  server.host = base::lower_ascii(base::trim(host));
  server.port = port;
  server.tls = protection_of_port(port);
  for (const Scheme& scheme : kSchemes) {
    if (server.host.compare(0, scheme.prefix.size(), scheme.prefix) != 0) continue;
    server.host.erase(0, scheme.prefix.size());
    server.tls = scheme.tls;
    break;
  }
  return server;
}

base::Result<Login> read_login(const StoredLogin& stored, std::string_view salt, std::int64_t now) {
  const std::string_view auth = stored.auth_bk;
  const std::string_view kind = auth.substr(0, auth.find(':'));
  if (kind == "none") return Login{};
  if (kind == "basic") return password_login(stored, salt);
  if (kind == "oauth2") return token_login(stored, salt, now);
  return refused("its way of logging in is not known");
}

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
