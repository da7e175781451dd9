// SPDX-License-Identifier: MIT
#include "domain/ticket/note.hpp"

#include "domain/desk/names.hpp"
#include "domain/ticket/post_entry.hpp"

namespace ost::domain {

base::Result<EntryView> write_note(const TicketAction& action, const std::string& title,
                                   const EntryText& text, NoteBy by) {
  db::NewEntryRow entry;
  entry.thread_id = action.thread_id();
  entry.type = 'N';
  entry.poster = by == NoteBy::kSystem ? "SYSTEM" : "API";
  if (by == NoteBy::kActor && action.agent) {
    entry.staff_id = action.agent_id();
    entry.poster = agent_name_text(action.desk(), action.agent->row());
  }
  if (!title.empty()) entry.title = entry_title(title);
  entry.ip_address = action.context.actor.client_address;
  entry.now = action.now;
  return post_entry(action, std::move(entry), text);
}

base::Result<std::optional<EntryView>> write_comments(TicketAction& action,
                                                      const std::string& title,
                                                      const std::optional<EntryText>& comments) {
  if (!comments) return std::optional<EntryView>();
  auto note = write_note(action, title, *comments);
  if (!note) return note.error();
  action.has_commented = true;
  return std::optional<EntryView>(std::move(*note));
}

}  // namespace ost::domain
