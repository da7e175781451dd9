// SPDX-License-Identifier: MIT
#pragma once

#include "db/tickets/ticket_change.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// kConflict with osTicket's reason when the ticket cannot be closed: a field that is required to
/// close has no answer, tasks are open, or a help topic is missing (Ticket::isCloseable).
base::Status check_closeable(db::Connection& connection, const HelpDesk& desk,
                             const db::TicketRow& ticket);

/// True when status, department and topic let a closed ticket be opened again
/// (Ticket::isReopenable).
bool is_reopenable(const HelpDesk& desk, const db::TicketRow& ticket);

}  // namespace ost::domain
