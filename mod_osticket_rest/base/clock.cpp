// SPDX-License-Identifier: MIT
#include "base/clock.hpp"

#include <chrono>

namespace ost::base {

std::int64_t SystemClock::now_utc() const {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch())
      .count();
}

std::int64_t SystemClock::monotonic_microseconds() const {
  using std::chrono::steady_clock;
  return std::chrono::duration_cast<std::chrono::microseconds>(
             steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace ost::base
