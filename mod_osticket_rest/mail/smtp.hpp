// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "mail/delivery.hpp"

namespace ost::mail {

/// How the connection to a server is protected. Certificates are always verified.
enum class Tls { kNone, kStartTls, kFromTheStart };

/// Nobody, a user with a password (PLAIN or LOGIN), or one with a token (XOAUTH2).
enum class LoginKind { kNone, kPassword, kToken };

struct Login {
  LoginKind kind = LoginKind::kNone;
  std::string user{};
  std::string secret{};
};

struct SmtpServer {
  std::string host;
  int port = 25;
  Tls tls = Tls::kNone;
  Login login{};
  std::string ca_file{};  ///< certificates to trust; empty for the system's
};

/// Bounds on the wait for a server, in milliseconds.
struct SmtpLimits {
  std::int64_t connect = 15'000;
  std::int64_t reply = 60'000;
  std::int64_t message = 300'000;           ///< everything from the connection to the last reply
  const std::atomic<bool>* stop = nullptr;  ///< once true, a message on its way is given up
};

/// Hands messages to an SMTP server; the connection is kept for the next one. Needs a `Libraries`
/// object.
class SmtpTransport final : public Transport {
 public:
  SmtpTransport(SmtpServer server, SmtpLimits limits);
  ~SmtpTransport() override;
  base::Result<Outcome> send(const Envelope& envelope, std::string_view message) override;

 private:
  struct Handle;
  SmtpServer server_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace ost::mail
