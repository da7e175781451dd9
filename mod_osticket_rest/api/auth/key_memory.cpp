// SPDX-License-Identifier: MIT
#include "api/auth/key_memory.hpp"

#include "base/sha256.hpp"

namespace ost::api {
namespace {

// An address and a number hold no NUL, so no two uses run together into one.
std::string digest_of(const KeyUse& use) {
  constexpr std::string_view kBetween("\0", 1);
  return base::Sha256()
      .add(use.client_address)
      .add(kBetween)
      .add(std::to_string(static_cast<int>(use.permission)))
      .add(kBetween)
      .add(use.key)
      .digest();
}

}  // namespace

std::optional<std::int64_t> KeyMemory::find(const KeyUse& use, std::int64_t now) {
  const std::string digest = digest_of(use);
  const std::lock_guard<std::mutex> guard(mutex_);
  const auto found = uses_.find(digest);
  if (found == uses_.end() || now >= found->second.end) return std::nullopt;
  return found->second.key_id;
}

void KeyMemory::keep(const KeyUse& use, std::int64_t key_id, std::int64_t end) {
  std::string digest = digest_of(use);
  const std::lock_guard<std::mutex> guard(mutex_);
  // What is forgotten is asked again, so it need not be chosen with care.
  if (uses_.size() >= kMost) uses_.clear();
  uses_.insert_or_assign(std::move(digest), Remembered{key_id, end});
}

}  // namespace ost::api
