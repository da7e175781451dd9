// SPDX-License-Identifier: MIT
#include "mail/delivery.hpp"

#include <algorithm>
#include <utility>

namespace ost::mail {

std::vector<std::size_t> Tries::left() const {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < judged_.size(); ++i)
    if (judged_[i].is_left) places.push_back(i);
  return places;
}

void Tries::add(const std::vector<std::size_t>& places, const base::Result<Outcome>& sent) {
  if (!sent) {
    if (!closed_) closed_ = sent.error();
    return;
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    RecipientOutcome said = i < sent->recipients.size() ? sent->recipients[i] : RecipientOutcome{};
    Judged& judged = judged_[places[i]];
    judged.is_left = said.verdict == Verdict::kPermanent;
    // The first server that refused him knows best why.
    if (judged.is_left && judged.outcome) continue;
    if (judged.is_left && closed_) said.verdict = Verdict::kTemporary;
    judged.outcome = std::move(said);
  }
}

base::Result<Outcome> Tries::result() const {
  Outcome outcome;
  bool is_any_judged = false;
  for (const Judged& judged : judged_) {
    is_any_judged = is_any_judged || judged.outcome;
    outcome.recipients.push_back(judged.outcome.value_or(RecipientOutcome{}));
  }
  if (closed_ && !is_any_judged) return *closed_;
  return outcome;
}

std::int64_t pause_after(const DeliveryPolicy& policy, int attempt) {
  std::int64_t pause = policy.first_pause;
  for (int i = 1; i < attempt && pause < policy.longest_pause; ++i) pause *= 2;
  return std::min(pause, policy.longest_pause);
}

Decision decide(const DeliveryPolicy& policy, const Envelope& envelope,
                const base::Result<Outcome>& sent, int attempt) {
  const bool may_retry = attempt < policy.attempts;
  Decision decision;
  for (std::size_t i = 0; i < envelope.recipients.size(); ++i) {
    const bool is_judged = sent.ok() && i < sent->recipients.size();
    const Verdict verdict = is_judged ? sent->recipients[i].verdict : Verdict::kTemporary;
    if (verdict == Verdict::kAccepted) continue;
    const bool again = verdict == Verdict::kTemporary && may_retry;
    (again ? decision.remaining : decision.lost).push_back(i);
  }
  if (!decision.remaining.empty()) {
    decision.step = NextStep::kRetry;
    decision.pause = pause_after(policy, attempt);
  } else if (!decision.lost.empty() || envelope.recipients.empty()) {
    decision.step = NextStep::kGiveUp;
  }
  return decision;
}

}  // namespace ost::mail
