// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "db/api_keys.hpp"

namespace ost::api {

/// What an action needs its key to be allowed.
enum class Permission { kRead, kCreate, kUpdate, kDelete };

/// True when the list admits the address: empty, 0.0.0.0 or :: admit any; otherwise addresses and
/// CIDR ranges separated by commas or spaces.
bool admits(std::string_view list, std::string_view client_address);

/// The id of the key that was sent, if it may do that from there: kInvalidKey for one that is
/// unknown or not active, kUnauthorizedAddress, kForbidden.
base::Result<std::int64_t> decide(const std::vector<db::ApiKeyRow>& candidates,
                                  std::string_view key, std::string_view client_address,
                                  Permission permission);

}  // namespace ost::api
