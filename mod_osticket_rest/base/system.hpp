// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

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

/// The only source of randomness. Tests script a fake one.
class Random {
 public:
  virtual ~Random() = default;
  /// A number from 0 to `bound` - 1, each equally likely; `bound` is at least 1.
  virtual std::uint32_t below(std::uint32_t bound) = 0;
};

/// Bytes of the operating system on each call; no seeded generator that a fork could copy.
class SystemRandom final : public Random {
 public:
  std::uint32_t below(std::uint32_t bound) override;
};

enum class LogLevel { kError, kWarning, kNotice, kInfo };

/// Where a layer that does not know its server writes a line for the operator.
class Log {
 public:
  virtual ~Log() = default;

  /// Writes one line behind its number, by which operators search ("OSTR0001"); a check holds the
  /// numbers apart. The line holds no key, no password, no SQL and no path.
  virtual void write(LogLevel level, const char* number, std::string_view line) noexcept = 0;
};

}  // namespace ost::base
