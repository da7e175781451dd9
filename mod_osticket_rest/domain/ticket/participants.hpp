// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "base/json.hpp"
#include "db/tickets/new_ticket.hpp"
#include "db/tickets/participants.hpp"
#include "domain/notify/mailing_list.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

using db::Participants;

/// Those of the ticket; its owner is known to the action from then on.
base::Result<Participants> load_participants(TicketAction& action);

/// The owner and the active collaborators for whom `is_meant` holds (Ticket::getRecipients).
MailingList active_among(const Participants& all,
                         const std::function<bool(const db::UserRow&)>& is_meant);

/// The row of a collaborator whom an agent adds: he is told of what happens (Collaborator::create).
db::NewCollaboratorRow collaborator_row(std::int64_t user_id);

/// What events say of a collaborator (Thread::logCollaboratorEvents).
base::Json::Object naming(const db::ThreadPersonRow& person);

/// Whether a user may see and write to the ticket: its owner, a collaborator, one of the owner's
/// organisation who may see its tickets, and who may see a ticket that was merged into this one.
/// kForbidden with osTicket's words (Ticket::checkUserAccess).
base::Status check_user_access(const TicketAction& action, const db::UserRow& user,
                               const Participants& participants);

}  // namespace ost::domain
