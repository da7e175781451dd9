// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"

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

/// Says nothing to nobody.
class SilentLog final : public base::Log {
 public:
  void debug(std::string_view) override {}
  void info(std::string_view) override {}
  void warning(std::string_view) override {}
  void error(std::string_view) override {}
};

}  // namespace ost::fakes
