// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

#include "base/system.hpp"

namespace ost::fakes {

/// Gives the scripted numbers one after the other, then zeros.
class FakeRandom final : public base::Random {
 public:
  explicit FakeRandom(std::vector<std::uint32_t> script) : script_(std::move(script)) {}
  std::uint32_t below(std::uint32_t bound) override {
    return next_ < script_.size() ? script_[next_++] % bound : 0;
  }

 private:
  std::vector<std::uint32_t> script_;
  std::size_t next_ = 0;
};

}  // namespace ost::fakes
