// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

/// Moves the ticket to another department: agent and SLA plan as it wants them, referral, history,
/// note, mail; a closed ticket is opened again. Nothing for the department that it is in.
/// kInvalidFields for one that the agent is not offered (Ticket::transfer).
base::Status transfer(TicketAction& action, std::int64_t dept_id, const Remarks& remarks);

}  // namespace ost::domain
