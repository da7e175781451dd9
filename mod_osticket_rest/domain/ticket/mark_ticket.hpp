// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

enum class Answered { kNo, kYes };

/// Marks the ticket as answered or unanswered, with the note of the comments and one of osTicket's
/// own; nothing where it is so already (TicketsAjaxAPI::markAs).
base::Status mark_answered(TicketAction& action, Answered answered, const Remarks& remarks);

/// Marks an open ticket as overdue, with an event, a note and mail; nothing where it is so already.
/// kConflict for a ticket that is not open (Ticket::markOverdue).
base::Status mark_overdue(TicketAction& action, const Remarks& remarks);

/// What osTicket has no action for: kConflict for a ticket that is overdue, which another SLA plan
/// or due date ends.
base::Status mark_not_overdue(const TicketAction& action);

}  // namespace ost::domain
