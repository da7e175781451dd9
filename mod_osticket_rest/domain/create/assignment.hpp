// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// True for an agent who is active and not on vacation (Staff::isAvailable).
bool is_available(const db::StaffRow& agent);

/// Gives an open ticket to the agent and the team that filters, topic or organisation named, if
/// they are available, with an event for each (Ticket::assignToStaff, Ticket::assignToTeam).
void assign(TicketDraft& draft);

}  // namespace ost::domain
