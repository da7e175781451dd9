// SPDX-License-Identifier: MIT
#include "base/system.hpp"

#include <sys/random.h>

#include <chrono>
#include <stdexcept>

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

namespace {

std::uint32_t random_word() {
  std::uint32_t word = 0;
  if (getrandom(&word, sizeof word, 0) != static_cast<ssize_t>(sizeof word))
    throw std::runtime_error("the operating system gave no random bytes");
  return word;
}

}  // namespace

std::uint32_t SystemRandom::below(std::uint32_t bound) {
  // Words past the last whole multiple of the bound would make small numbers likelier.
  const std::uint32_t fair = UINT32_MAX - UINT32_MAX % bound;
  for (;;) {
    const std::uint32_t word = random_word();
    if (word < fair) return word % bound;
  }
}

}  // namespace ost::base
