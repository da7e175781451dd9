// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "domain/ticket/note.hpp"

namespace ost::domain {

/// Whether a ticket that is closed has to be fit for it: a merge closes any.
enum class Closing { kChecked, kForced };

struct StatusChange {
  std::int64_t status_id = 0;
  std::optional<EntryText> comments{};  ///< of the agent; a note
  Closing closing = Closing::kChecked;
  bool alert = true;  ///< whether agents hear of the note
};

/// Gives the ticket another status and writes what goes with it: dates, flags, referral, drafts,
/// events. A status it has already changes nothing; the state "deleted" deletes the ticket for an
/// agent. An agent needs ticket.close or ticket.delete; what Deed::kReopen needs is asked by the
/// caller where osTicket asks it. kInvalidFields for a status that does not exist, kConflict for
/// one that osTicket would refuse (Ticket::setStatus).
base::Status set_status(TicketAction& action, const StatusChange& change);

/// The same for the status that goes with a reply or a note, which may open or close the ticket.
base::Status set_status_with_post(TicketAction& action, std::optional<std::int64_t> status_id);

/// The ticket is overdue no more, and dates that have passed go; dates of one format compare as
/// text (Ticket::clearOverdue).
void clear_overdue(db::TicketRow& ticket, const std::string& now);

}  // namespace ost::domain
