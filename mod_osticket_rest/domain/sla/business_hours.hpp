// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "domain/sla/schedule.hpp"

namespace ost::domain {

/// When `hours` of opening time have passed since `start` (both UTC seconds), by osTicket's
/// arithmetic with all its corners: hours of a day that is partly a holiday count again, and what
/// ends exactly at closing time ends at the next opening. Empty for a schedule without entries
/// (BusinessHours::addWorkingHours).
std::optional<std::int64_t> add_working_hours(const Schedule& schedule, std::int64_t start,
                                              std::int64_t hours);

}  // namespace ost::domain
