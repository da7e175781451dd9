// SPDX-License-Identifier: MIT
#pragma once

#include "base/system.hpp"

namespace ost::fakes {

/// A clock that stands still until it is told to tick.
class FakeClock final : public base::Clock {
 public:
  std::int64_t now_utc() const override { return seconds_; }
  std::int64_t monotonic_microseconds() const override { return seconds_ * 1000000; }
  void tick(std::int64_t seconds) { seconds_ += seconds; }

 private:
  std::int64_t seconds_ = 1000;
};

}  // namespace ost::fakes
