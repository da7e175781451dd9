// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

/// Gives the ticket to an agent, or claims it where he is the acting one: referral, history, note,
/// mail; a closed ticket is opened again. Nothing for the agent who has it. kInvalidFields for one
/// who is not offered (Ticket::assign, Ticket::claim).
base::Status assign_agent(TicketAction& action, std::int64_t staff_id, const Remarks& remarks);

/// The same for a team.
base::Status assign_team(TicketAction& action, std::int64_t team_id, const Remarks& remarks);

/// Which assignments are given up.
struct Release {
  bool agent = false;
  bool team = false;
};

/// Takes the ticket from its agent, its team or both, with one event; nothing where there is none
/// (Ticket::release in TicketsAjaxAPI::release).
base::Status release(TicketAction& action, const Release& what, const Remarks& remarks);

}  // namespace ost::domain
