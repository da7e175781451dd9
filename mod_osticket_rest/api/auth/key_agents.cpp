// SPDX-License-Identifier: MIT
#include "api/auth/key_agents.hpp"

#include "base/number.hpp"

namespace ost::api {
namespace {

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned

base::Error forbidden(const char* words) {
  return base::Error{base::Errc::kForbidden, words, "", {}};
}

}  // namespace

base::Result<std::int64_t> KeyAgents::agent_of(std::int64_t key_id,
                                               const std::string* named) const {
  auto found = agents_.find(key_id);
  if (found == agents_.end()) found = agents_.find(kEveryKey);
  const std::int64_t agent_id = found == agents_.end() ? kNobody : found->second;
  if (!named) return agent_id == kAny ? kNobody : agent_id;
  if (agent_id != kAny) return forbidden("This API key may not name an agent");
  const auto chosen = base::parse_number(*named, 1, kLargestId);
  if (!chosen) return forbidden("Unknown, inactive or absent agent");
  return *chosen;
}

}  // namespace ost::api
