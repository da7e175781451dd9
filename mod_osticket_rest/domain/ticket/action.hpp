// SPDX-License-Identifier: MIT
// The frame of an action on a ticket: a reply, an assignment, a merge. An action is one small file:
//   1. a struct of what the client asks for, made by a parser in api/write (no database, no lease);
//   2. `base::Result<…> do_it(TicketAction&, const Asked&)`, which asks `may(action, Deed::k…)` of
//      permission.hpp, checks its values, changes `action.ticket` (the columns), and writes rows by
//      the helpers of history.hpp and those below, in osTicket's order;
//   3. a handler in api/write that calls `perform` of api/write/perform.hpp with it, and a row of
//      the table in api/routes.cpp with the key's permission and who may act.
// `begin_action` and `finish_action` stand around it, inside one transaction; an error anywhere
// leaves nothing. Mail is an event handed to `announce`, never a decision of the action.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/system.hpp"
#include "db/tickets/ticket_change.hpp"
#include "db/tickets/ticket_row.hpp"
#include "domain/desk/actor.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/mail_setup.hpp"
#include "domain/notify/event.hpp"

namespace ost::domain {

/// What every action needs besides the ticket.
struct ActionContext {
  db::Connection& connection;
  const HelpDesk& desk;
  const Actor& actor;
  base::Random& random;
  const MailSetup& mail;
};

/// A ticket that is locked until the transaction ends, and who acts on it.
struct TicketAction {
  ActionContext context;
  db::TicketRow ticket{};  ///< to be changed; `finish_action` writes the columns that differ
  db::TicketRow stored{};  ///< as it was read
  std::vector<db::ReferralRow> referrals{};  ///< of its thread, kept up to date by `refer`
  std::size_t known_referrals = 0;           ///< so many of them were there before the action
  db::LockRow lock{};                        ///< of an agent in the panel, be it over or not
  db::UserRow owner{};                       ///< of the ticket, where he has been read
  std::optional<Agent> agent{};              ///< empty: nobody acts, or a user
  std::optional<std::string> user{};         ///< a user who acts, as the history names him
  std::string now{};                         ///< database time
  bool has_commented = false;                ///< an agent's comments have been put down
  std::vector<std::string> warnings{};       ///< for the client

  db::Connection& connection() const { return context.connection; }
  const HelpDesk& desk() const { return context.desk; }
  std::int64_t thread_id() const { return ticket.thread_id; }
  std::int64_t agent_id() const { return agent ? agent->id() : 0; }
};

/// Reads and locks a ticket. kTicketNotFound; kForbidden for an agent who is unknown, locked out or
/// on vacation, and for one who has no part in the ticket.
base::Result<TicketAction> begin_action(const ActionContext& context, std::int64_t ticket_id);

/// Writes the columns of the ticket that differ; the time of its update moves only then.
base::Status finish_action(TicketAction& action);

/// Another ticket inside the same action, of which the agent needs a part as well; to be finished
/// by itself. Lock tickets in the order of their ids where there is a choice.
base::Result<TicketAction> begin_with(const TicketAction& action, std::int64_t ticket_id);

/// True when the ticket's status is of that state: "open", "closed".
bool is_in_state(const HelpDesk& desk, const db::TicketRow& ticket, std::string_view state);

/// True for an open ticket of the agent or one of his teams (Ticket::isAssigned).
bool is_assigned_to(const HelpDesk& desk, const db::TicketRow& ticket, const Agent& agent);

/// Has everybody told of what has happened whom osTicket tells, by the outbox; nothing where no
/// mail is set up.
base::Status announce(TicketAction& action, const std::vector<Event>& events);

/// What an entry tells: agents hear of an activity such as "New Internal Note". `assignee_id` is
/// whose ticket it was when the entry was written (Ticket::onActivity).
TicketActivity activity_of(const TicketAction& action, const EntryView& entry,
                           const std::string& activity, std::int64_t assignee_id);

bool is_referred_to(const TicketAction& action, const db::ReferralRow& to);

/// Refers the ticket, unless it is already or has no thread (Thread::refer).
base::Status refer(TicketAction& action, const db::ReferralRow& to);

/// Takes a referral back, where there is one.
base::Status drop_referral(TicketAction& action, const db::ReferralRow& to);

/// kConflict while another agent holds the ticket in the panel, where the help desk locks tickets
/// (Ticket::getLock, OsticketConfig::isTicketLockEnabled).
base::Status check_panel_lock(TicketAction& action);

/// Lets go of the ticket where the acting agent holds it himself (Ticket::releaseLock).
base::Status release_panel_lock(TicketAction& action);

}  // namespace ost::domain
