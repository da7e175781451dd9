// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket.hpp"

namespace ost::domain {

/// Makes all changes of one request: the topic first, then the status. kInvalidFields for a topic
/// or status that does not exist; kConflict for what osTicket would refuse. What is set already is
/// not written.
base::Status update_ticket(TicketAction& action, const TicketChange& change);

}  // namespace ost::domain
