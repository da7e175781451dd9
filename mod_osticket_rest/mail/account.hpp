// SPDX-License-Identifier: MIT
// osTicket's own mail servers and logins, from the form in which they are stored.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "mail/smtp.hpp"

namespace ost::mail {

/// A row of `email_account` and what `config` holds for it, under `email.<email>.account.<id>`.
/// Where `auth_bk` is `mailbox`, the login is that of the address's account of type `mailbox`: pass
/// that one's id, `auth_bk` and config.
struct StoredLogin {
  std::int64_t email_id = 0;
  std::int64_t account_id = 0;
  std::string auth_bk;
  std::map<std::string, std::string> config;
};

/// Host, port and protection as osTicket reads them (AccountSetting): `ssl://`, `tls://` or
/// `plain://` before the host counts, else the port does, 465 for TLS and 587 for STARTTLS.
SmtpServer read_server(std::string_view host, int port);

/// The login in clear text (EmailAccount::getCredentials). Fails, in words for the operator that
/// hold no secret, where none is stored, the salt does not open it, or a token has run out by
/// `now`.
base::Result<Login> read_login(const StoredLogin& stored, std::string_view salt, std::int64_t now);

/// What osTicket's Crypto::encrypt made of a text with `salt` and `subkey`, in clear again; empty
/// when it is damaged, of another salt, or of the mcrypt form that PHP itself no longer reads.
std::optional<std::string> open_secret(std::string_view sealed, std::string_view salt,
                                       std::string_view subkey);

}  // namespace ost::mail
