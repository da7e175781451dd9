// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "db/tickets/events.hpp"
#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// An event of the ticket as it is at this point of the action, by whoever acts. Without
/// `data` there is nothing to tell: NULL (ThreadEvent::forTicket, ThreadEvents::log).
db::EventEntryRow event_of(const TicketAction& action, const char* name,
                           base::Json::Object data = {});

/// Writes one (ThreadEvents::log).
base::Status log_event(const TicketAction& action, const char* name, base::Json::Object data = {});

/// Marks the ticket's events of that name as annulled; osTicket does so before it logs the event
/// that annuls them (ThreadEvents::annul).
base::Status annul_events(const TicketAction& action, const char* name);

/// Whose note it is: the acting agent's (of a key that acts for nobody: `API`), or osTicket's own.
enum class NoteBy { kActor, kSystem };

/// Writes an internal note under a title, which is plain text (Ticket::logNote).
base::Result<EntryView> write_note(const TicketAction& action, const std::string& title,
                                   const EntryText& text, NoteBy by = NoteBy::kActor);

/// The note that osTicket makes of the comments of a change; nothing where there are none
/// (Ticket::postNote).
base::Result<std::optional<EntryView>> write_comments(TicketAction& action,
                                                      const std::string& title,
                                                      const std::optional<Comments>& comments);

/// The same where it is markup even if rich text is off (Ticket::logNote).
base::Result<std::optional<EntryView>> log_comments(TicketAction& action, const std::string& title,
                                                    const std::optional<Comments>& comments);

/// The same of the comments of another status (Ticket::setStatus).
base::Result<std::optional<EntryView>> log_status_comments(TicketAction& action,
                                                           const std::optional<Comments>& comments);

}  // namespace ost::domain
