// SPDX-License-Identifier: MIT
#include "domain/ticket/post_note.hpp"

#include "domain/ticket/panel_lock.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {

base::Result<EntryView> post_note(TicketAction& action, const NewNote& note,
                                  const EntryText& text) {
  if (action.agent)
    if (base::Status free = check_panel_lock(action); !free) return free.error();
  // Who hears of it as the ticket's agent, also where the note closes the ticket.
  const std::int64_t assignee_id = action.ticket.staff_id;
  auto entry = write_note(action, note.title, text);
  if (!entry) return entry;
  for (std::string& warning : warnings_of(text.attachments))
    action.warnings.push_back(std::move(warning));
  if (base::Status set = set_status_with_post(action, note.status_id); !set) return set.error();
  if (base::Status released = release_panel_lock(action); !released) return released.error();
  if (!note.alert) return entry;
  if (base::Status told =
          announce(action, {activity_of(action, *entry, "New Internal Note", assignee_id)});
      !told)
    return told.error();
  return entry;
}

}  // namespace ost::domain
