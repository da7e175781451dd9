// SPDX-License-Identifier: MIT
#include "api/auth/failure_table.hpp"

#include <algorithm>

#include "base/ip_address.hpp"

namespace ost::api {
namespace {

// A slot in one word: 26 bits of the hash, 28 bits for the second of the first failure, 10 bits of
// failures. A word of 0 has no failures and belongs to nobody.
constexpr unsigned kCountBits = 10;
constexpr unsigned kStartBits = 28;
constexpr std::uint64_t kCountMask = (1u << kCountBits) - 1;
constexpr std::uint64_t kStartMask = (1u << kStartBits) - 1;
static_assert(FailureTable::kHighestLimit <= static_cast<int>(kCountMask));

struct Entry {
  std::uint64_t tag;
  std::uint64_t start;
  std::uint64_t count;
};

Entry unpack(std::uint64_t word) {
  return {word >> (kCountBits + kStartBits), (word >> kCountBits) & kStartMask, word & kCountMask};
}

std::uint64_t pack(const Entry& entry) {
  return entry.tag << (kCountBits + kStartBits) | entry.start << kCountBits | entry.count;
}

std::uint64_t tag_of(std::uint64_t address) {
  return address >> (kCountBits + kStartBits);
}

std::uint64_t clipped(std::int64_t seconds) {
  return static_cast<std::uint64_t>(seconds) & kStartMask;
}

// Another process may have read the clock a moment later, so an age below 0 is one of 0.
std::int64_t age(const Entry& entry, std::int64_t now) {
  const std::uint64_t passed = (clipped(now) - entry.start) & kStartMask;
  return passed > kStartMask / 2 ? 0 : static_cast<std::int64_t>(passed);
}

bool is_fresh(const Entry& entry, std::int64_t now) {
  return entry.count > 0 && age(entry, now) < FailureTable::kWindowSeconds;
}

// The slot that counts for `tag`: its own, or else the one that is missed least.
FailureTable::Slot* slot_for(FailureTable::Slot* set, std::uint64_t tag, std::int64_t now) {
  FailureTable::Slot* best = set;
  std::uint64_t fewest = kCountMask + 1;
  for (FailureTable::Slot* slot = set; slot != set + FailureTable::kSlotsOfSet; ++slot) {
    const Entry entry = unpack(slot->load(std::memory_order_relaxed));
    const bool fresh = is_fresh(entry, now);
    if (fresh && entry.tag == tag) return slot;
    const std::uint64_t missed = fresh ? entry.count : 0;
    if (missed >= fewest) continue;
    fewest = missed;
    best = slot;
  }
  return best;
}

}  // namespace

std::array<unsigned char, 16> counted_address(std::string_view client_address) {
  const auto parsed = base::parse_ip_address(client_address);
  if (!parsed) return {};
  std::array<unsigned char, 16> bytes = parsed->bytes;
  const bool is_ipv4 = base::is_in_range(*parsed, "::ffff:0:0/96");
  if (!is_ipv4) std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return bytes;
}

FailureTable::Slot* FailureTable::set_of(std::uint64_t address) const {
  return slots_ + (address % kSets) * kSlotsOfSet;
}

std::int64_t FailureTable::wait(std::uint64_t address, std::int64_t now_seconds, int limit) const {
  const std::uint64_t tag = tag_of(address);
  const Slot* set = set_of(address);
  for (const Slot* slot = set; slot != set + kSlotsOfSet; ++slot) {
    const Entry entry = unpack(slot->load(std::memory_order_relaxed));
    if (entry.tag != tag || !is_fresh(entry, now_seconds)) continue;
    if (entry.count >= static_cast<std::uint64_t>(limit))
      return kWindowSeconds - age(entry, now_seconds);
  }
  return 0;
}

bool FailureTable::count(std::uint64_t address, std::int64_t now_seconds, int limit) {
  const std::uint64_t tag = tag_of(address);
  for (;;) {
    Slot* slot = slot_for(set_of(address), tag, now_seconds);
    std::uint64_t word = slot->load(std::memory_order_relaxed);
    Entry entry = unpack(word);
    if (entry.tag != tag || !is_fresh(entry, now_seconds)) entry = {tag, clipped(now_seconds), 0};
    if (entry.count == kCountMask) return false;
    ++entry.count;
    if (slot->compare_exchange_weak(word, pack(entry), std::memory_order_relaxed))
      return entry.count == static_cast<std::uint64_t>(limit);
  }
}

}  // namespace ost::api
