// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/system.hpp"
#include "db/desk/mail_setup.hpp"
#include "httpd/mail_way.hpp"
#include "mail/delivery.hpp"
#include "mail/message.hpp"

namespace ost::httpd {

/// A way out of one message.
struct WayOut {
  mail::Transport* transport = nullptr;   ///< nullptr where `fault` says why it cannot be used
  std::string name;                       ///< tells the ways of one help desk apart
  std::optional<mail::Mailbox> sender{};  ///< where the server sends for its own address only
  std::optional<base::Error> fault{};     ///< its login cannot be used; the detail is for operators
};

/// Finds the ways out for each message.
class MailTransports {
 public:
  virtual ~MailTransports() = default;
  /// Reads anew what administrators have set up.
  virtual base::Status refresh(db::Connection& connection) = 0;
  /// The ways for a message from that address of the help desk, at least one: each is for what the
  /// ones before it could not bring.
  virtual std::vector<WayOut> ways_for(std::int64_t account_id, const mail::Mailbox& from) = 0;
};

/// What makes transports: the directive, osTicket's secret, and the flag that ends all waiting.
struct TransportSetup {
  MailWay way;
  std::string secret_salt;
  const std::atomic<bool>& stop;
};

/// The ways that OsTicketMail names. Those of osTicket's own settings are the active server of the
/// message's address, the active default one, and the mail program (Mailer::__construct, ::send).
/// Connections are kept for the next message.
class ConfiguredTransports final : public MailTransports {
 public:
  ConfiguredTransports(TransportSetup setup, const base::Clock& clock);
  ~ConfiguredTransports() override;
  base::Status refresh(db::Connection& connection) override;
  std::vector<WayOut> ways_for(std::int64_t account_id, const mail::Mailbox& from) override;

 private:
  struct Server;
  class EndingClock;
  std::vector<const db::SmtpAccountRow*> accounts_for(std::int64_t email_id) const;
  WayOut server_of(const db::SmtpAccountRow& account, const mail::Mailbox& from);
  WayOut fixed_way();

  TransportSetup setup_;
  const base::Clock& clock_;
  std::unique_ptr<EndingClock> ending_clock_;
  db::SmtpSetup accounts_;
  std::unique_ptr<mail::Transport> fixed_;
  std::map<std::int64_t, Server> servers_;  // by the account's id
};

}  // namespace ost::httpd
