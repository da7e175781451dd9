// SPDX-License-Identifier: MIT
#include "api/auth/api_key.hpp"

#include "base/crypto.hpp"
#include "base/ip_address.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

// Takes the same time for every key of one length, so that answers do not tell how much was right.
bool same_key(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i] ^ b[i]));
  return difference == 0;
}

bool is_any(std::string_view entry) {
  return entry == "0.0.0.0" || entry == "::";
}

base::Status check(const db::ApiKeyRow& row, Permission permission, const KeyScopes& scopes) {
  if (permission == Permission::kCreate && !row.can_create_tickets)
    return Error{Errc::kForbidden, "This API key may not create tickets", "", {}};
  if (!scopes.of(row.id).allows(permission)) return out_of_scope();
  return {};
}

}  // namespace

Error out_of_scope() {
  return Error{Errc::kForbidden, "This API key may not use this method", "", {}};
}

bool admits(std::string_view list, std::string_view client_address) {
  const auto client = base::parse_ip_address(client_address);
  bool is_empty = true;
  for (const std::string_view part : base::split(list, ','))
    for (const std::string_view piece : base::split(part, ' ')) {
      const std::string_view entry = base::trim(piece);
      if (entry.empty()) continue;
      is_empty = false;
      if (is_any(entry) || (client && base::is_in_range(*client, entry))) return true;
    }
  return is_empty;
}

KeyDecision decide(const std::vector<db::ApiKeyRow>& candidates, const KeyUse& use,
                   const KeyScopes& scopes) {
  KeyDecision best{0, Error{Errc::kInvalidKey, "Invalid API key", "", {}}};
  for (const db::ApiKeyRow& row : candidates) {
    if (!same_key(row.key, use.key) || !row.is_active) continue;
    if (!admits(row.ip_address, use.client_address)) {
      if (best.key_id == 0)
        best.status = Error{Errc::kUnauthorizedAddress, "Unauthorized IP", "", {}};
      continue;
    }
    base::Status checked = check(row, use.permission, scopes);
    if (checked) return {row.id, {}};
    if (best.key_id == 0) best = {row.id, std::move(checked)};
  }
  return best;
}

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
