// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace ost::base {

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

}  // namespace ost::base
