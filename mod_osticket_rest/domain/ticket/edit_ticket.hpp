// SPDX-License-Identifier: MIT
// Edits of what a ticket itself has: topic, source, SLA plan, due date, owner.
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

// Each leaves an event and the note of the comments, and nothing where the value is the ticket's
// already. kInvalidFields for what is not offered (Ticket::updateField).

/// The topic alone: department, SLA plan and forms stay. Nobody may do so too, for any topic that
/// is active.
base::Status set_topic(TicketAction& action, std::int64_t topic_id, const Remarks& remarks);

base::Status set_source(TicketAction& action, const std::string& source, const Remarks& remarks);

/// The plan, with the date on which the ticket is due by it; one that was overdue is so no more.
base::Status set_sla(TicketAction& action, std::int64_t sla_id, const Remarks& remarks);

/// The due date, in database time, or none; one that has passed is refused.
base::Status set_due(TicketAction& action, const std::optional<std::string>& due,
                     const Remarks& remarks);

/// Another user owns the ticket, and is no collaborator any more; the comments are not used
/// (Ticket::changeOwner).
base::Status change_owner(TicketAction& action, std::int64_t user_id);

}  // namespace ost::domain
