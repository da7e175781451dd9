// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "db/tickets/ticket_change.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/history.hpp"

namespace ost::domain {

/// kConflict with osTicket's reason when the ticket cannot be closed: a field that is required to
/// close has no answer, tasks are open, or a help topic is missing (Ticket::isCloseable).
base::Status check_closeable(db::Connection& connection, const HelpDesk& desk,
                             const db::TicketRow& ticket);

/// True when status, department and topic let a closed ticket be opened again
/// (Ticket::isReopenable).
bool is_reopenable(const HelpDesk& desk, const db::TicketRow& ticket);

/// Whether a ticket that is closed has to be fit for it: a merge closes any.
enum class Closing { kChecked, kForced };

/// Whether opening a ticket is what an agent asks for, which needs a permission, or goes with
/// another deed of his, for which osTicket asks nothing more.
enum class Opening { kAsked, kImplied };

struct StatusChange {
  StatusChange(std::int64_t to, Opening how) : status_id(to), opening(how) {}

  std::int64_t status_id;
  Opening opening;
  std::optional<Comments> comments{};  ///< of the agent; a note
  Closing closing = Closing::kChecked;
  bool alert = true;  ///< whether agents hear of the note
};

/// Gives the ticket another status and writes what goes with it: dates, flags, referral, drafts,
/// events. A status it has already changes nothing; the state "deleted" deletes the ticket for an
/// agent. What an agent needs is asked here: ticket.close, ticket.delete, or for Opening::kAsked
/// what Deed::kReopen needs. kInvalidFields for a status that does not exist, kConflict for
/// one that osTicket would refuse (Ticket::setStatus).
base::Status set_status(TicketAction& action, const StatusChange& change);

/// The same for the status that goes with a reply or a note, which may open or close the ticket.
/// One that it has already needs no permission (Ticket::postReply, ::postNote).
base::Status set_status_with_post(TicketAction& action, std::optional<std::int64_t> status_id);

/// The ticket is overdue no more, and dates that have passed go; dates of one format compare as
/// text (Ticket::clearOverdue).
void clear_overdue(db::TicketRow& ticket, const std::string& now);

/// Opens a closed ticket again: with the status that its own names for it, else with the help
/// desk's default one; stays closed where that opens nothing (Ticket::reopen).
base::Status reopen_ticket(TicketAction& action);

}  // namespace ost::domain
