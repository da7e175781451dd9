// SPDX-License-Identifier: MIT
#include "httpd/mail_transports.hpp"

#include <utility>

#include "base/text.hpp"
#include "mail/account.hpp"
#include "mail/sendmail.hpp"
#include "mail/smtp.hpp"

namespace ost::httpd {
namespace {

constexpr std::int64_t kProgramLimit = 60'000;  // milliseconds

mail::SmtpLimits limits(const std::atomic<bool>& stop) {
  mail::SmtpLimits bounds;
  bounds.stop = &stop;
  return bounds;
}

mail::StoredLogin login_of(const db::SmtpAccountRow& account) {
  return {account.email_id, account.login_id, account.auth_bk, account.login};
}

// Changes whenever a connection that is kept would be the wrong one.
std::string fingerprint(const mail::SmtpServer& server) {
  std::string text = server.host + '\n' + std::to_string(server.port) + '\n';
  for (const std::string* part : {&server.login.user, &server.login.secret}) text += *part + '\n';
  return text + std::to_string(static_cast<int>(server.login.kind)) +
         std::to_string(static_cast<int>(server.tls));
}

}  // namespace

struct ConfiguredTransports::Server {
  std::string fingerprint;
  std::unique_ptr<mail::Transport> transport;
};

/// Runs a day ahead once sending is to end, so that no wait for a program goes on. A program that
/// is at work has two seconds to say how it ended: what it has taken would be sent again otherwise.
class ConfiguredTransports::EndingClock final : public base::Clock {
 public:
  EndingClock(const base::Clock& clock, const std::atomic<bool>& stop)
      : clock_(clock), stop_(stop) {}
  std::int64_t now_utc() const override { return clock_.now_utc(); }
  std::int64_t monotonic_microseconds() const override {
    constexpr std::int64_t kDay = 86'400'000'000;
    constexpr std::int64_t kPatience = 2'000'000;
    const std::int64_t now = clock_.monotonic_microseconds();
    if (!stop_) return now;
    if (!ends_) ends_ = now + kPatience;
    return now >= *ends_ ? now + kDay : now;
  }

 private:
  const base::Clock& clock_;
  const std::atomic<bool>& stop_;
  mutable std::optional<std::int64_t> ends_{};  ///< of one thread, as the transports are
};

ConfiguredTransports::ConfiguredTransports(TransportSetup setup, const base::Clock& clock)
    : setup_(std::move(setup)),
      clock_(clock),
      ending_clock_(std::make_unique<EndingClock>(clock, setup_.stop)) {}

ConfiguredTransports::~ConfiguredTransports() = default;

base::Status ConfiguredTransports::refresh(db::Connection& connection) {
  if (setup_.way.kind != MailWay::Kind::kOsTicket) return {};
  auto accounts = db::load_smtp_setup(connection);
  if (!accounts) return accounts.error();
  accounts_ = std::move(*accounts);
  return {};
}

std::vector<WayOut> ConfiguredTransports::ways_for(std::int64_t account_id,
                                                   const mail::Mailbox& from) {
  std::vector<WayOut> ways;
  for (const db::SmtpAccountRow* account : accounts_for(account_id))
    ways.push_back(server_of(*account, from));
  ways.push_back(fixed_way());
  return ways;
}

// None but where OsTicketMail is `osticket`, as nothing is loaded then.
std::vector<const db::SmtpAccountRow*> ConfiguredTransports::accounts_for(
    std::int64_t email_id) const {
  std::vector<const db::SmtpAccountRow*> found;
  const db::SmtpAccountRow* standard = nullptr;
  for (const db::SmtpAccountRow& account : accounts_.accounts) {
    if (account.email_id == email_id && found.empty()) found.push_back(&account);
    if (account.id == accounts_.default_id) standard = &account;
  }
  if (standard && (found.empty() || found[0] != standard)) found.push_back(standard);
  return found;
}

WayOut ConfiguredTransports::server_of(const db::SmtpAccountRow& account,
                                       const mail::Mailbox& from) {
  WayOut way{nullptr, std::to_string(account.id)};
  mail::SmtpServer server = mail::read_server(account.host, account.port);
  auto login = mail::read_login(login_of(account), setup_.secret_salt, clock_.now_utc());
  if (!login) {
    way.fault = login.error();
    way.fault->detail =
        "e-mail account " + std::to_string(account.email_id) + ": " + way.fault->detail;
    return way;
  }
  server.login = std::move(*login);
  const std::string print = fingerprint(server);
  Server& kept = servers_[account.id];
  if (!kept.transport || kept.fingerprint != print) {
    kept.transport = std::make_unique<mail::SmtpTransport>(std::move(server), limits(setup_.stop));
    kept.fingerprint = print;
  }
  way.transport = kept.transport.get();
  const bool is_other = !base::equal_ignoring_case(account.address, from.address);
  if (is_other && !account.may_send_for_others)
    way.sender = mail::Mailbox{from.name.empty() ? account.name : from.name, account.address};
  return way;
}

WayOut ConfiguredTransports::fixed_way() {
  if (!fixed_ && setup_.way.kind == MailWay::Kind::kServer)
    fixed_ = std::make_unique<mail::SmtpTransport>(setup_.way.server, limits(setup_.stop));
  if (!fixed_)
    fixed_ = std::make_unique<mail::SendmailTransport>(setup_.way.program, kProgramLimit,
                                                       *ending_clock_);
  return {fixed_.get(), "0"};
}

}  // namespace ost::httpd
