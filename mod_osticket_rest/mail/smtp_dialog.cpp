// SPDX-License-Identifier: MIT
#include "mail/smtp_dialog.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::mail {
namespace {

constexpr std::size_t kLongestReply = 1000;

bool starts_with(std::string_view text, std::string_view start) {
  return base::equal_ignoring_case(text.substr(0, start.size()), start);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A bad sequence of commands (RFC 5321, 4.2.2): this session went wrong, the message did not.
constexpr int kOutOfStep = 503;

Verdict verdict_of(int code) {
  if (code >= 200 && code < 300) return Verdict::kAccepted;
  if (code == kOutOfStep) return Verdict::kTemporary;
  return code >= 500 && code < 600 ? Verdict::kPermanent : Verdict::kTemporary;
}

// The server wants a login or TLS before it listens: no judgement on the message (RFC 4954, 3207).
bool asks_for_login(const std::optional<SmtpReply>& reply) {
  return reply &&
         (reply->code == 530 || reply->code == 534 || reply->code == 535 || reply->code == 538);
}

RecipientOutcome judged(const SmtpReply& reply) {
  return {verdict_of(reply.code), reply.code, reply.text};
}

}  // namespace

void SmtpDialog::sent(std::string_view command) {
  if (starts_with(command, "MAIL FROM"))
    stage_ = Stage::kSender;
  else if (sender_ && starts_with(command, "RCPT TO"))
    stage_ = Stage::kRecipient;
  else if (starts_with(command, "DATA"))
    stage_ = Stage::kData;
  else
    stage_ = Stage::kOther;
}

void SmtpDialog::received(std::string_view line) {
  line = base::trim(line);
  if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_digit)) return;
  const bool goes_on = line.size() > 3 && line[3] == '-';
  if (line.size() > 4 && text_.size() < kLongestReply) {
    if (!text_.empty()) text_ += ' ';
    text_ += line.substr(4, kLongestReply - text_.size());
  }
  if (goes_on) return;
  const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  if (refusal_ == 0 && code >= 400) refusal_ = code;
  const bool is_of_data = stage_ == Stage::kData || stage_ == Stage::kBody;
  if (code == kOutOfStep || (is_of_data && code >= 400)) may_go_on_ = false;
  file({code, std::move(text_)});
  text_.clear();
}

void SmtpDialog::file(SmtpReply reply) {
  switch (stage_) {
    case Stage::kSender:
      sender_ = std::move(reply);
      break;
    case Stage::kRecipient:
      if (next_recipient_ < recipients_.size()) recipients_[next_recipient_++] = std::move(reply);
      break;
    case Stage::kData:
      stage_ = reply.code == 354 ? Stage::kBody : Stage::kOther;
      data_ = std::move(reply);
      return;
    case Stage::kBody:
      body_ = std::move(reply);
      break;
    case Stage::kOther:
      break;
  }
  stage_ = Stage::kOther;
}

std::optional<Outcome> SmtpDialog::outcome() const {
  if (!sender_ || asks_for_login(sender_)) return std::nullopt;
  if (!recipients_.empty() && std::all_of(recipients_.begin(), recipients_.end(), asks_for_login))
    return std::nullopt;
  Outcome outcome;
  for (const std::optional<SmtpReply>& recipient : recipients_)
    outcome.recipients.push_back(outcome_of(recipient));
  return outcome;
}

// The first reply of the message's way that is no consent decides; none at all means try again.
RecipientOutcome SmtpDialog::outcome_of(const std::optional<SmtpReply>& recipient) const {
  for (const std::optional<SmtpReply>& reply : {sender_, recipient}) {
    if (!reply) return {};
    if (verdict_of(reply->code) != Verdict::kAccepted) return judged(*reply);
  }
  if (data_ && data_->code != 354) {
    RecipientOutcome refused = judged(*data_);
    if (refused.verdict == Verdict::kAccepted) refused.verdict = Verdict::kTemporary;
    return refused;
  }
  return body_ ? judged(*body_) : RecipientOutcome{};
}

}  // namespace ost::mail
