// SPDX-License-Identifier: MIT
#include "httpd/mail_delivery.hpp"

#include <utility>

#include "base/text.hpp"
#include "mail/message.hpp"

namespace ost::httpd {
namespace {

// Longer than a batch may take to begin its last message, and that message's own bound.
constexpr int kClaimSeconds = 900;
constexpr std::int64_t kLongestBatch = 300'000'000;  // microseconds
constexpr std::int64_t kClosedFor = 30'000'000;      // microseconds
constexpr std::size_t kLongestError = 500;           // characters, as the column has them
constexpr int kConflicts = 3;

// What the server gives up in favour of another, it does when it is asked again.
template <typename Work>
auto despite_conflicts(const Work& work) {
  auto done = work();
  for (int i = 0; i < kConflicts && !done; ++i) {
    if (done.error().code != base::Errc::kRetryTransaction) break;
    done = work();
  }
  return done;
}

// What every server would refuse: no later attempt makes it better.
mail::Outcome refused(std::size_t recipients, const std::string& reason) {
  mail::Outcome outcome;
  outcome.recipients.assign(recipients, {mail::Verdict::kPermanent, 0, reason});
  return outcome;
}

// For the log: without addresses and the server's own words.
std::string reason_of(const base::Result<mail::Outcome>& sent) {
  if (!sent) return sent.error().detail;
  for (const mail::RecipientOutcome& outcome : sent->recipients)
    if (outcome.verdict != mail::Verdict::kAccepted)
      return outcome.code != 0 ? "refused with " + std::to_string(outcome.code)
             : outcome.verdict == mail::Verdict::kPermanent ? "it cannot be written or addressed"
                                                            : "nobody said that it was taken";
  return "";
}

// For the row: with all that was said.
std::string error_of(const mail::Envelope& envelope, const base::Result<mail::Outcome>& sent) {
  if (!sent) return sent.error().detail;
  std::string text;
  for (std::size_t i = 0; i < sent->recipients.size(); ++i) {
    const mail::RecipientOutcome& outcome = sent->recipients[i];
    if (outcome.verdict == mail::Verdict::kAccepted) continue;
    text += (text.empty() ? "" : "; ") + envelope.recipients[i] + ": ";
    if (outcome.code != 0) text += std::to_string(outcome.code) + " ";
    text += outcome.reply;
  }
  return base::repair_utf8(text);
}

std::vector<std::string> pick(const std::vector<std::string>& all,
                              const std::vector<std::size_t>& places) {
  std::vector<std::string> some;
  for (const std::size_t place : places) some.push_back(all[place]);
  return some;
}

}  // namespace

/// One message on its way.
struct MailDelivery::Attempt {
  const db::OutboxRow& row;
  std::optional<domain::QueuedMail> queued{};
  mail::Message message{};
  mail::Envelope envelope{};
  bool was_tried = false;  ///< false where its way is known to be closed
};

base::Result<int> MailDelivery::send_due(db::Pool& pool) {
  auto done = send_batch(pool);
  if (!done) has_left_claims_ = true;
  return done;
}

base::Result<int> MailDelivery::send_batch(db::Pool& pool) {
  const std::int64_t started = tools_.clock.monotonic_microseconds();
  const auto rows = claim(pool);
  if (!rows) return rows.error();
  for (std::size_t i = 0; i < rows->size(); ++i) {
    const bool is_late = tools_.clock.monotonic_microseconds() - started > kLongestBatch;
    if (tools_.stop || is_late) {
      if (base::Status back = release(pool, *rows, i); !back) return back.error();
      break;
    }
    if (base::Status done = carry_out(pool, (*rows)[i]); !done) return done.error();
  }
  return static_cast<int>(rows->size());
}

base::Result<std::vector<db::OutboxRow>> MailDelivery::claim(db::Pool& pool) {
  auto lease = pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  if (!claim_way_) {
    const auto way = db::find_claim_way(connection);
    if (!way) return way.error();
    claim_way_ = *way;
  }
  if (base::Status caught = catch_up(connection); !caught) return caught.error();
  auto rows = despite_conflicts([&] {
    return db::claim_outbox(connection, *claim_way_, {setup_.owner, kBatch, kClaimSeconds});
  });
  if (!rows || rows->empty()) return rows;
  if (base::Status read = transports_.refresh(connection); !read) return read.error();
  return rows;
}

base::Status MailDelivery::catch_up(db::Pool& pool) {
  if (!has_left_claims_) return {};
  auto lease = pool.lease();
  return lease ? catch_up((*lease)->connection()) : base::Status(lease.error());
}

base::Status MailDelivery::catch_up(db::Connection& connection) {
  if (!has_left_claims_) return {};
  for (; !unmarked_.empty(); unmarked_.pop_back())
    if (base::Status marked = db::mark_sent(connection, {unmarked_.back(), setup_.owner}); !marked)
      return marked;
  base::Status released = db::release_owner(connection, setup_.owner);
  has_left_claims_ = !released;
  return released;
}

base::Status MailDelivery::release(db::Pool& pool, const std::vector<db::OutboxRow>& rows,
                                   std::size_t from) {
  std::vector<std::int64_t> ids;
  for (std::size_t i = from; i < rows.size(); ++i) ids.push_back(rows[i].id);
  auto lease = pool.lease();
  if (!lease) return lease.error();
  return db::release_outbox((*lease)->connection(), ids, setup_.owner);
}

base::Status MailDelivery::carry_out(db::Pool& pool, const db::OutboxRow& row) {
  Attempt attempt{row};
  if (base::Status prepared = prepare(pool, attempt); !prepared) return prepared;
  const auto sent = send(attempt);
  // What was given up on the way is another one's to send.
  if (tools_.stop && !sent) return release(pool, {row}, 0);
  return mark(pool, attempt, sent);
}

// Fails with the database only; a row that cannot be read is refused by `send`.
base::Status MailDelivery::prepare(db::Pool& pool, Attempt& attempt) {
  attempt.envelope.recipients = domain::decode_addresses(attempt.row.recipients);
  attempt.queued = domain::decode_mail(attempt.row.content);
  if (!attempt.queued) return {};
  attempt.message = message_of(*attempt.queued, attempt.row);
  const domain::QueuedMail& queued = *attempt.queued;
  const bool has_files = !queued.attachments.empty() || !queued.inline_keys.empty();
  if (!has_files && queued.answers.thread_id == 0) return {};
  auto lease = pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  base::Status named = name_answered_mail(connection, queued, attempt.message);
  if (!named) return named;
  const auto missing = attach_files(connection, queued, attempt.message);
  if (!missing) return missing.error();
  if (*missing > 0)
    tools_.log.write(base::LogLevel::kWarning, "OSTR0015",
                     "mail " + std::to_string(attempt.row.id) + " goes without " +
                         std::to_string(*missing) +
                         " of its files, whose content is not in the database");
  return {};
}

base::Result<mail::Outcome> MailDelivery::send(Attempt& attempt) {
  const std::size_t count = attempt.envelope.recipients.size();
  if (!attempt.queued) return refused(count, "the row cannot be read");
  mail::Tries tries(count);
  const auto ways = transports_.ways_for(attempt.row.account_id, attempt.message.from);
  for (const WayOut& way : ways) {
    const std::vector<std::size_t> places = tries.left();
    if (places.empty() || tools_.stop) break;
    const Closed& closed = closed_[way.name];
    if (tools_.clock.monotonic_microseconds() < closed.until) {
      tries.add(places, closed.error);
      continue;
    }
    attempt.was_tried = true;
    const auto sent = send_by(way, attempt, places);
    tries.add(places, sent);
    if (sent || tools_.stop) continue;
    closed_[way.name] = {tools_.clock.monotonic_microseconds() + kClosedFor, sent.error()};
    if (&way != &ways.back()) note_next_way(sent.error());
  }
  return tries.result();
}

base::Result<mail::Outcome> MailDelivery::send_by(const WayOut& way, Attempt& attempt,
                                                  const std::vector<std::size_t>& places) {
  if (way.fault) return *way.fault;
  mail::Message& message = attempt.message;
  message.sender = way.sender;
  const std::vector<std::string> recipients = pick(attempt.envelope.recipients, places);
  if (way.transport->reads_headers()) keep_recipients(message, recipients);
  const auto sender =
      mail::ascii_address(way.sender ? way.sender->address : message.envelope_sender);
  if (!sender) return refused(places.size(), sender.error().message);
  mail::Envelope envelope{*sender, {}};
  for (const std::string& recipient : recipients) {
    const auto address = mail::ascii_address(recipient);
    if (!address) return refused(places.size(), address.error().message);
    envelope.recipients.push_back(*address);
  }
  const auto text = mail::write_message(message);
  if (!text) return refused(places.size(), text.error().message);
  return way.transport->send(envelope, *text);
}

// A message that waits has a line of its own; one that leaves by another way has not.
void MailDelivery::note_next_way(const base::Error& error) {
  tools_.log.write(base::LogLevel::kNotice, "OSTR0110",
                   "mail takes the next way out for " + std::to_string(kClosedFor / 1'000'000) +
                       " seconds: " + error.detail);
}

base::Status MailDelivery::mark(db::Pool& pool, Attempt& attempt,
                                const base::Result<mail::Outcome>& sent) {
  const mail::Decision decision =
      mail::decide(setup_.policy, attempt.envelope, sent, attempt.row.attempts + 1);
  note(attempt, decision, reason_of(sent));
  const bool is_last = decision.step == mail::NextStep::kGiveUp;
  const auto& left = is_last ? decision.lost : decision.remaining;
  const std::string error = error_of(attempt.envelope, sent);
  const db::FailedSending failed{domain::encode_addresses(pick(attempt.envelope.recipients, left)),
                                 std::string(base::first_characters(error, kLongestError)),
                                 decision.pause};
  base::Status stored = store(pool, attempt.row.id, decision.step, failed);
  if (!stored && decision.step == mail::NextStep::kDone) unmarked_.push_back(attempt.row.id);
  return stored;
}

base::Status MailDelivery::store(db::Pool& pool, std::int64_t id, mail::NextStep step,
                                 const db::FailedSending& failed) {
  auto lease = pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  const db::ClaimedRow row{id, setup_.owner};
  return despite_conflicts([&] {
    if (step == mail::NextStep::kDone) return db::mark_sent(connection, row);
    return step == mail::NextStep::kGiveUp ? db::mark_failed(connection, row, failed)
                                           : db::mark_for_retry(connection, row, failed);
  });
}

void MailDelivery::note(const Attempt& attempt, const mail::Decision& decision,
                        const std::string& reason) {
  if (decision.step == mail::NextStep::kDone) {
    ++tools_.statistics.sent;
    return;
  }
  const bool is_last = decision.step == mail::NextStep::kGiveUp;
  ++(is_last ? tools_.statistics.given_up : tools_.statistics.postponed);
  if (!attempt.was_tried && !is_last) return;
  std::string line = "mail " + std::to_string(attempt.row.id) + " was not sent: " + reason +
                     "; attempt " + std::to_string(attempt.row.attempts + 1);
  line += is_last ? " was the last one, it stays as failed"
                  : ", the next one in " + std::to_string(decision.pause) + " seconds";
  tools_.log.write(is_last ? base::LogLevel::kWarning : base::LogLevel::kNotice, "OSTR0016", line);
}

}  // namespace ost::httpd
