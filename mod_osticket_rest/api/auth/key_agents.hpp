// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/result.hpp"

namespace ost::api {

/// For which agents keys act, by the keys' ids. A key that has no line of its own has that of
/// kEveryKey, or else acts for nobody.
class KeyAgents {
 public:
  static constexpr std::int64_t kEveryKey = 0;
  static constexpr std::int64_t kNobody = 0;
  /// In the place of an agent's id: each request names its agent.
  static constexpr std::int64_t kAny = -1;

  /// The first line of a key counts.
  void add(std::int64_t key_id, std::int64_t agent_id) { agents_.emplace(key_id, agent_id); }

  /// The agent for whom a request acts, kNobody for none. `named` is its header X-Staff-Id, nullptr
  /// when it was not sent. kForbidden for a header that the key may not send, and for one that is
  /// no id: it is never ignored.
  base::Result<std::int64_t> agent_of(std::int64_t key_id, const std::string* named) const;

 private:
  std::map<std::int64_t, std::int64_t> agents_;
};

}  // namespace ost::api
