// SPDX-License-Identifier: MIT
#include "mail/delivery.hpp"

#include <algorithm>

namespace ost::mail {

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
  } else if (!decision.lost.empty()) {
    decision.step = NextStep::kGiveUp;
  }
  return decision;
}

}  // namespace ost::mail
