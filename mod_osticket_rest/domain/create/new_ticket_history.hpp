// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/tickets/events.hpp"
#include "domain/create/collaborators.hpp"
#include "domain/create/placement.hpp"

namespace ost::domain {

/// What the history of a new ticket tells of.
struct NewTicketHistory {
  std::int64_t user_id = 0;
  const Placement& placement;
  const std::vector<NewCollaborator>& collaborators;
  std::int64_t organization_id = 0;                ///< whose members are among them; 0: none
  std::vector<std::string> filter_descriptions{};  ///< JSON
};

/// The events of a new ticket in osTicket's order, each with the ticket as it was at that moment
/// (Ticket::create, Ticket::logEvent).
std::vector<db::EventEntryRow> history_of(const HelpDesk& desk, const NewTicketHistory& parts);

}  // namespace ost::domain
