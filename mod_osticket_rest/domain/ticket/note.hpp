// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// Whose note it is: the acting agent's (of a key that acts for nobody: `API`), or osTicket's own.
enum class NoteBy { kActor, kSystem };

/// Writes an internal note under a title, which is plain text (Ticket::logNote).
base::Result<EntryView> write_note(const TicketAction& action, const std::string& title,
                                   const EntryText& text, NoteBy by = NoteBy::kActor);

/// The note that osTicket makes of the comments of a change; nothing where there are none.
base::Result<std::optional<EntryView>> write_comments(TicketAction& action,
                                                      const std::string& title,
                                                      const std::optional<EntryText>& comments);

}  // namespace ost::domain
