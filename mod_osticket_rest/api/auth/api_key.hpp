// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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

/// Remembers for a moment which keys were let in, from where and for what, so that the database is
/// not asked each time; shared by the threads of a process. A refusal is never remembered. Keys
/// themselves are not kept, only digests. Moments are monotonic microseconds.
class KeyMemory {
 public:
  /// So many uses of keys are remembered at most.
  static constexpr std::size_t kMost = 4096;

  /// The id of the key's row, where this very use was let in and `now` is before its end.
  std::optional<std::int64_t> find(const KeyUse& use, std::int64_t now);
  void keep(const KeyUse& use, std::int64_t key_id, std::int64_t end);

 private:
  struct Remembered {
    std::int64_t key_id;
    std::int64_t end;
  };

  std::mutex mutex_;
  std::unordered_map<std::string, Remembered> uses_;
};

}  // namespace ost::api
