// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/desk/help_desk.hpp"
#include "domain/sla/schedule.hpp"

namespace ost::domain {

/// The zone of the database's clock (OsticketConfig::getDbTimezone).
base::TimeZone database_zone(const HelpDesk& desk);

/// The SLA of a ticket: the one a filter or the topic insists on, else the department's, the
/// topic's, the help desk's; 0 when none of them exists (Ticket::selectSLAId).
std::int64_t select_sla(const HelpDesk& desk, std::int64_t trump, std::int64_t dept_id,
                        std::int64_t topic_id);

/// A schedule with its entries, its zone (the help desk's where it has none) and its holidays.
Schedule build_schedule(const HelpDesk& desk, const ScheduleDefinition& row);

/// When a ticket with that SLA is due that starts at `start`, both database time; empty without an
/// active SLA (Ticket::getSLADueDate, SLA::addGracePeriod).
std::optional<std::string> due_date(const HelpDesk& desk, std::int64_t sla_id, std::int64_t dept_id,
                                    const std::string& start);

}  // namespace ost::domain
