// SPDX-License-Identifier: MIT
#pragma once

#include "domain/desk/help_desk.hpp"
#include "domain/ticket/ticket.hpp"

namespace ost::domain {

/// Makes all changes of one request, inside the caller's transaction: the topic first, then the
/// status. kTicketNotFound; kInvalidFields for a topic or status that does not exist; kConflict for
/// what osTicket would refuse. What is set already is not written.
base::Status update_ticket(db::Connection& connection, const HelpDesk& desk, std::int64_t ticket_id,
                           const TicketChange& change);

}  // namespace ost::domain
