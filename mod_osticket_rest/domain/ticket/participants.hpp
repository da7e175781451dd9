// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

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

}  // namespace ost::domain
