// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/system.hpp"
#include "db/tickets/outbox.hpp"
#include "domain/notify/queued_mail.hpp"
#include "httpd/mail_transports.hpp"
#include "httpd/statistics.hpp"
#include "mail/delivery.hpp"
#include "mail/message.hpp"

namespace ost::httpd {

/// What carrying out the mail of one help desk needs; may be shared by several deliveries.
struct DeliveryTools {
  const base::Clock& clock;
  base::Log& log;
  MailStatistics& statistics;
  const std::atomic<bool>& stop;  ///< once true, nothing more is begun
};

struct DeliverySetup {
  std::string owner;  ///< of claims; nobody else's, anywhere
  mail::DeliveryPolicy policy{};
};

/// Carries out what waits in the outbox: claims a few messages, sends one after the other, and
/// marks each as soon as its fate is known. No connection with the database is held meanwhile. A
/// crash in between repeats one message at worst, under the same Message-ID.
class MailDelivery {
 public:
  static constexpr int kBatch = 20;

  MailDelivery(MailTransports& transports, DeliveryTools tools, DeliverySetup setup)
      : transports_(transports), tools_(tools), setup_(std::move(setup)) {}

  /// Sends a batch of what is due; how many messages it took on. An error is the database's.
  base::Result<int> send_due(db::Pool& pool);

  /// After the database was away in the middle of a batch: marks what was sent meanwhile, and gives
  /// back what was not. send_due does so first; for a delivery that may not be asked for long.
  base::Status catch_up(db::Pool& pool);

 private:
  struct Attempt;
  base::Result<int> send_batch(db::Pool& pool);
  base::Result<std::vector<db::OutboxRow>> claim(db::Pool& pool);
  base::Status catch_up(db::Connection& connection);
  base::Status release(db::Pool& pool, const std::vector<db::OutboxRow>& rows, std::size_t from);
  base::Status carry_out(db::Pool& pool, const db::OutboxRow& row);
  base::Status prepare(db::Pool& pool, Attempt& attempt);
  base::Result<mail::Outcome> send(Attempt& attempt);
  base::Result<mail::Outcome> send_by(const WayOut& way, Attempt& attempt,
                                      const std::vector<std::size_t>& places);
  void note_next_way(const base::Error& error);
  base::Status mark(db::Pool& pool, Attempt& attempt, const base::Result<mail::Outcome>& sent);
  base::Status store(db::Pool& pool, std::int64_t id, mail::NextStep step,
                     const db::FailedSending& failed);
  void note(const Attempt& attempt, const mail::Decision& decision, const std::string& reason);

  MailTransports& transports_;
  DeliveryTools tools_;
  DeliverySetup setup_;
  std::optional<db::ClaimWay> claim_way_;
  bool has_left_claims_ = false;          ///< the database went away in the middle of a batch
  std::vector<std::int64_t> unmarked_{};  ///< what was sent, but could not be marked then
  /// Ways that have failed as such, by their names, and until when they are not tried again.
  struct Closed {
    std::int64_t until = 0;
    base::Error error{};
  };
  std::map<std::string, Closed> closed_;
};

/// A message of the outbox as a mail, with its headers, still without its files
/// (osTicket\Mail\Mailer::send).
mail::Message message_of(const domain::QueuedMail& queued, const db::OutboxRow& row);

/// Reads which mail the message answers, and names it (In-Reply-To, References).
base::Status name_answered_mail(db::Connection& connection, const domain::QueuedMail& queued,
                                mail::Message& message);

/// Reads the files of a message out of the database into it; how many have no content there, since
/// a plug-in keeps it or they are gone.
base::Result<int> attach_files(db::Connection& connection, const domain::QueuedMail& queued,
                               mail::Message& message);

/// Leaves only these recipients in the headers, for a way that reads them there.
void keep_recipients(mail::Message& message, const std::vector<std::string>& addresses);

}  // namespace ost::httpd
