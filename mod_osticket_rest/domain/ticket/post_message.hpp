// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// A message of a user that is to be posted.
struct NewMessage {
  std::string message;
  std::optional<std::string> email{};  ///< of its author; empty: the owner
  bool alert = true;
  bool autorespond = true;
  SentFiles files{};
};

/// Posts it on the ticket, or on the one that this has been merged into; opens a closed ticket
/// again; the author gets a confirmation, the other participants the message, agents an alert. An
/// author of the owner's organisation who may see its tickets becomes a collaborator. The entry.
/// kForbidden for who has no part in the ticket, kConflict for a closed ticket that cannot be
/// opened (Ticket::postMessage, tickets.php).
base::Result<EntryView> post_message(TicketAction& action, const NewMessage& message,
                                     const EntryText& text);

}  // namespace ost::domain
