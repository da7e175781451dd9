// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "api/auth/key_scope.hpp"
#include "base/result.hpp"
#include "db/people/api_keys.hpp"

namespace ost::api {

/// True when the list admits the address: empty, 0.0.0.0 or :: admit any; otherwise addresses and
/// CIDR ranges separated by commas or spaces.
bool admits(std::string_view list, std::string_view client_address);

/// The error of a key that may not do what it asks for.
base::Error out_of_scope();

/// The key that was sent, from where, and for what.
struct KeyUse {
  std::string_view key;
  std::string_view client_address;
  Permission permission = Permission::kRead;
};

struct KeyDecision {
  /// The row that was let in, or would be if it might do that; 0 when there is none.
  std::int64_t key_id = 0;
  /// Or kInvalidKey for a key that is unknown or not active, kUnauthorizedAddress, kForbidden.
  base::Status status{};
};

/// Whether a key may do that from there. Where it stands in several rows, any active row whose
/// addresses fit will do.
KeyDecision decide(const std::vector<db::ApiKeyRow>& candidates, const KeyUse& use,
                   const KeyScopes& scopes);

}  // namespace ost::api
