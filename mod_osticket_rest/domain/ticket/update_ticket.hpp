// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

/// Makes all changes of one request, in this order: topic, department, assignment, owner, fields,
/// source, SLA plan, priority, due date, flags, status. The comments go with the last one that
/// takes them; a warning says so where none does. kInvalidFields for what does not exist or is not
/// offered, kConflict for what osTicket would refuse, kForbidden for what the agent may not. What
/// is set already is not written.
base::Status update_ticket(TicketAction& action, const PreparedChange& change);

}  // namespace ost::domain
