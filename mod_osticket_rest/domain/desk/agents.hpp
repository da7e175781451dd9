// SPDX-License-Identifier: MIT
#pragma once

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// True for an agent who is active and not on vacation (Staff::isAvailable).
bool is_available(const db::StaffRow& agent);

}  // namespace ost::domain
