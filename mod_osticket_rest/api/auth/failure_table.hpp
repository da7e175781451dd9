// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

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

/// The address that failures are counted for: an IPv4 address whole, an IPv6 address without its
/// lower 64 bits, which one client may choose as it likes. Zeros for what is no address.
std::array<unsigned char, 16> counted_address(std::string_view client_address);

/// Counts the failures of addresses, each over one minute from its first. All of it is single
/// atomic words in memory that processes may share: no lock, so a process killed at any point
/// leaves it whole, and a size that no number of addresses changes.
class FailureTable {
 public:
  using Slot = std::atomic<std::uint64_t>;
  static_assert(Slot::is_always_lock_free, "a lock would die with the process that holds it");

  static constexpr std::size_t kSets = 4096;
  static constexpr std::size_t kSlotsOfSet = 8;
  static constexpr std::size_t kSlots = kSets * kSlotsOfSet;
  static constexpr std::int64_t kWindowSeconds = 60;
  static constexpr int kHighestLimit = 1000;

  /// `slots` are kSlots zeros at first, and outlive the table.
  explicit FailureTable(Slot* slots) : slots_(slots) {}

  /// Seconds until the minute of an address that has used up its failures is over; 0 when it has
  /// not. `address` is a keyed hash of the address.
  std::int64_t wait(std::uint64_t address, std::int64_t now_seconds, int limit) const;

  /// Counts a failure; true when it is the one that uses them up. When no slot is left, the one
  /// with the fewest failures gives way.
  bool count(std::uint64_t address, std::int64_t now_seconds, int limit);

 private:
  Slot* set_of(std::uint64_t address) const;

  Slot* slots_;
};

}  // namespace ost::api
