// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/ticket_group.hpp"

namespace ost::domain {

/// Links tickets with one ticket, which becomes their parent. What is linked with it already stays
/// as it is; a parent that was linked with another ticket leaves that one. kForbidden without
/// ticket.link for one of them; kConflict for tickets that are merged, or linked with others
/// (Ticket::manageMerge).
base::Status link_tickets(const ActionContext& context, std::int64_t id,
                          const std::vector<std::int64_t>& tickets);

/// Takes the link between two tickets away, whichever of them is the parent. kNotFound where there
/// is none (Ticket::unlinkChild).
base::Status unlink_tickets(const ActionContext& context, std::int64_t id, std::int64_t other);

/// Takes a ticket away from what it is linked with: a parent from all its children
/// (Ticket::unlink).
void unlink(TicketGroup& group, TicketAction& ticket);

}  // namespace ost::domain
