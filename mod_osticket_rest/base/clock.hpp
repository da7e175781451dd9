// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace ost::base {

/// The only source of time. Tests tick a fake one.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Seconds since 1970-01-01 00:00:00 UTC.
  virtual std::int64_t now_utc() const = 0;
  /// Microseconds of a clock that never goes back; only differences mean anything.
  virtual std::int64_t monotonic_microseconds() const = 0;
};

/// The clock of the operating system.
class SystemClock final : public Clock {
 public:
  std::int64_t now_utc() const override;
  std::int64_t monotonic_microseconds() const override;
};

}  // namespace ost::base
