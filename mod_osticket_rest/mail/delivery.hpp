// SPDX-License-Identifier: MIT
// What is to be done with a message after an attempt to send it.
#pragma once

#include <cstdint>

#include "mail/transport.hpp"

namespace ost::mail {

/// How long a message is tried for.
struct DeliveryPolicy {
  int attempts = 12;              ///< at most so many
  std::int64_t first_pause = 60;  ///< seconds before the second attempt; doubles with each
  std::int64_t longest_pause = 4 * 3600;
};

enum class NextStep { kDone, kRetry, kGiveUp };

struct Decision {
  NextStep step = NextStep::kDone;
  std::int64_t pause = 0;  ///< seconds to wait, for kRetry
};

/// The decision after attempt number `attempt` (from 1) for one recipient.
Decision decide(const DeliveryPolicy& policy, Verdict verdict, int attempt);

/// Seconds between attempt number `attempt` and the next.
std::int64_t pause_after(const DeliveryPolicy& policy, int attempt);

}  // namespace ost::mail
