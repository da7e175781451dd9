// SPDX-License-Identifier: MIT
#include "domain/notify/mail_queue.hpp"

#include <utility>

#include "db/tickets/outbox.hpp"
#include "domain/notify/queued_mail.hpp"

namespace ost::domain {
namespace {

// Well below the smallest packet that a database takes by default.
constexpr std::size_t kLargestBatch = 512 * 1024;

/// Gathers rows into few statements.
class Batch {
 public:
  explicit Batch(db::Connection& connection) : connection_(connection) {}

  base::Status add(db::NewOutboxRow row) {
    size_ += row.content.size();
    rows_.push_back(std::move(row));
    return size_ < kLargestBatch ? base::Status() : flush();
  }
  base::Status flush() {
    base::Status written = db::insert_outbox(connection_, rows_);
    rows_.clear();
    size_ = 0;
    return written;
  }

 private:
  db::Connection& connection_;
  std::vector<db::NewOutboxRow> rows_;
  std::size_t size_ = 0;
};

std::int64_t ticket_of(const Event& event) {
  return std::visit([](const auto& happened) { return happened.ticket.id; }, event);
}

// With its Message-ID where texts name it.
QueuedMail to_queue(const Outgoing& message, const std::string& message_id) {
  QueuedMail mail;
  mail.from = message.from;
  mail.to = message.to;
  mail.cc = message.cc;
  mail.subject = message.subject;
  mail.text = text_to_send(message, message_id);
  if (!message.html.empty()) mail.html = html_to_send(message, message_id);
  mail.kind = message.kind;
  mail.answers = message.answers;
  mail.attachments = message.attachments;
  mail.inline_keys = message.inline_keys;
  return mail;
}

db::NewOutboxRow row_of(const Outgoing& message, std::string message_id) {
  std::vector<std::string> recipients;
  for (const auto* list : {&message.to, &message.cc})
    for (const Mailbox& mailbox : *list) recipients.push_back(mailbox.address);
  db::NewOutboxRow row;
  row.account_id = message.account_id;
  row.recipients = encode_addresses(recipients);
  row.content = encode_mail(to_queue(message, message_id));
  row.message_id = std::move(message_id);
  return row;
}

}  // namespace

base::Status queue_mail(db::Connection& connection, const std::vector<Event>& events,
                        NotifyContext& context, base::Random& random) {
  Batch batch(connection);
  for (const Event& event : events) {
    const std::int64_t ticket_id = ticket_of(event);
    base::Status queued = notify(event, context, [&](const Outgoing& message) {
      db::NewOutboxRow row = row_of(
          message, make_message_id(message.tag, message.from.address, context.secret_salt, random));
      row.ticket_id = ticket_id;
      return batch.add(std::move(row));
    });
    if (!queued) return queued;
  }
  return batch.flush();
}

}  // namespace ost::domain
