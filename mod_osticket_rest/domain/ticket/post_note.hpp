// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "domain/ticket/note.hpp"

namespace ost::domain {

/// An internal note that is to be posted.
struct NewNote {
  std::string message;
  std::string title{};
  std::optional<std::int64_t> status_id{};
  bool alert = true;
  SentFiles files{};
};

/// Posts it, gives the ticket the status that goes with it, and has agents told. `text` is
/// prepare_entry's of the message. The entry. kConflict for an agent while another one holds the
/// ticket in the panel (Ticket::postNote, scp/tickets.php).
base::Result<EntryView> post_note(TicketAction& action, const NewNote& note, const EntryText& text);

}  // namespace ost::domain
