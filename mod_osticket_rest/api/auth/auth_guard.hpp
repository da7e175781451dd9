// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace ost::api {

/// Slows the guessing of keys from the address of one request.
class AuthGuard {
 public:
  virtual ~AuthGuard() = default;
  /// Seconds for which the address has to wait; 0 when it may go on.
  virtual std::int64_t seconds_to_wait() const = 0;
  /// Counts a key that is unknown, not active or of another address.
  virtual void count_failure() = 0;
};

}  // namespace ost::api
