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

/// Moves the ticket to another department: agent and SLA plan as it wants them, referral, history,
/// note, mail; a closed ticket is opened again. Nothing for the department that it is in.
/// kInvalidFields for one that the agent is not offered (Ticket::transfer).
base::Status transfer(TicketAction& action, std::int64_t dept_id, const Remarks& remarks);

/// To whom a ticket is to be referred, and the member of the request that names him.
struct Referral {
  std::string member;
  db::ReferralRow to{};
  std::string comments{};
  bool alert = true;
};

/// A referral with its comments cleaned.
struct PreparedReferral {
  Referral asked;
  std::optional<Comments> comments{};
};

/// Prepares what needs no row. kInvalidFields for comments that no entry can hold.
base::Result<PreparedReferral> prepare_referral(const HelpDesk& desk, const Referral& asked);

/// Gives an agent, a team or a department a part in the ticket, with an event; comments become a
/// note, of which agents hear. The id of the referral. kInvalidFields for one who is not offered,
/// kConflict for one who has the ticket or a referral already (Ticket::refer in
/// TicketsAjaxAPI::refer).
base::Result<std::int64_t> refer_ticket(TicketAction& action, const PreparedReferral& referral);

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

// Edits of what a ticket itself has: topic, source, SLA plan, due date, owner.
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
