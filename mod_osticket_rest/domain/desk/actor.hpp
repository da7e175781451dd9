// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace ost::domain {

/// Who asks for a change: a key, from an address, in the name of an agent or of nobody.
struct Actor {
  std::int64_t key_id = 0;
  std::int64_t agent_id = 0;  ///< 0: nobody, osTicket's SYSTEM
  std::string client_address{};
};

}  // namespace ost::domain
