// SPDX-License-Identifier: MIT
#include "api/api_key.hpp"

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

const db::ApiKeyRow* find(const std::vector<db::ApiKeyRow>& candidates, std::string_view key) {
  for (const db::ApiKeyRow& candidate : candidates)
    if (same_key(candidate.key, key)) return &candidate;
  return nullptr;
}

bool is_any(std::string_view entry) {
  return entry == "0.0.0.0" || entry == "::";
}

}  // namespace

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

base::Result<std::int64_t> decide(const std::vector<db::ApiKeyRow>& candidates,
                                  std::string_view key, std::string_view client_address,
                                  Permission permission) {
  const db::ApiKeyRow* row = find(candidates, key);
  if (!row || !row->is_active) return Error{Errc::kInvalidKey, "Invalid API key", "", {}};
  if (!admits(row->ip_address, client_address))
    return Error{Errc::kUnauthorizedAddress, "Unauthorized IP", "", {}};
  if (permission == Permission::kCreate && !row->can_create_tickets)
    return Error{Errc::kForbidden, "This API key may not create tickets", "", {}};
  return row->id;
}

}  // namespace ost::api
