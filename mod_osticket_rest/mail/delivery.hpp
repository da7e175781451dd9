// SPDX-License-Identifier: MIT
// What is to be done with a message after an attempt to send it.
#pragma once

#include <cstdint>
#include <vector>

#include "mail/transport.hpp"

namespace ost::mail {

/// How long a message is tried for: by default for most of a day.
struct DeliveryPolicy {
  int attempts = 12;
  std::int64_t first_pause = 60;  ///< seconds before the second attempt; doubles with each
  std::int64_t longest_pause = 4 * 3600;
};

enum class NextStep {
  kDone,    ///< every recipient's server has it
  kRetry,   ///< some may take it later
  kGiveUp,  ///< some will never get it, and the others have it
};

struct Decision {
  NextStep step = NextStep::kDone;
  std::int64_t pause = 0;                ///< seconds before the next attempt, for kRetry
  std::vector<std::size_t> remaining{};  ///< whom it goes to then, as places in the envelope
  std::vector<std::size_t> lost{};       ///< who will not get it, known by now
};

/// Decides after attempt number `attempt`, counted from 1. A refusal for good of one recipient
/// holds nobody else up. A transport that cannot be used is a refusal for now of all of them.
Decision decide(const DeliveryPolicy& policy, const Envelope& envelope,
                const base::Result<Outcome>& sent, int attempt);

/// Seconds between attempt number `attempt` and the next.
std::int64_t pause_after(const DeliveryPolicy& policy, int attempt);

}  // namespace ost::mail
