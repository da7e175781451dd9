// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/participants.hpp"

namespace ost::domain {

/// Whether a user may see and write to the ticket: its owner, a collaborator, one of the owner's
/// organisation who may see its tickets, and who may see a ticket that was merged into this one.
/// kForbidden with osTicket's words (Ticket::checkUserAccess).
base::Status check_user_access(const TicketAction& action, const db::UserRow& user,
                               const Participants& participants);

}  // namespace ost::domain
