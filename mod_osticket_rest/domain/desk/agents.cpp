// SPDX-License-Identifier: MIT
#include "domain/desk/agents.hpp"

namespace ost::domain {

bool is_available(const db::StaffRow& agent) {
  return agent.is_active && !agent.on_vacation;
}

}  // namespace ost::domain
