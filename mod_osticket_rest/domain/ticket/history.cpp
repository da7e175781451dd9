// SPDX-License-Identifier: MIT
#include "domain/ticket/history.hpp"

#include "domain/desk/names.hpp"
#include "domain/ticket/post.hpp"

namespace ost::domain {

db::EventEntryRow event_of(const TicketAction& action, const char* name, base::Json::Object data) {
  const db::TicketRow& ticket = action.ticket;
  db::EventEntryRow event;
  event.event_id = action.desk().event_id(name);
  event.staff_id = ticket.staff_id > 0 ? ticket.staff_id : action.agent_id();
  event.team_id = ticket.team_id;
  event.dept_id = ticket.dept_id;
  event.topic_id = ticket.topic_id;
  if (!data.empty()) event.data = base::encode_json(std::move(data));
  if (action.agent) {
    event.username = action.agent->row().username;
    event.user_id = action.agent_id();
  } else if (action.user) {
    event.username = *action.user;
  }
  return event;
}

base::Status log_event(const TicketAction& action, const char* name, base::Json::Object data) {
  return db::insert_events(action.connection(), action.thread_id(),
                           {event_of(action, name, std::move(data))}, action.now);
}

base::Status annul_events(const TicketAction& action, const char* name) {
  return db::annul_events(action.connection(), action.thread_id(), action.desk().event_id(name));
}

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

namespace {

base::Result<std::optional<EntryView>> note_of(TicketAction& action, const std::string& title,
                                               const EntryText& text) {
  auto note = write_note(action, title, text);
  if (!note) return note.error();
  action.has_commented = true;
  return std::optional<EntryView>(std::move(*note));
}

}  // namespace

base::Result<std::optional<EntryView>> write_comments(TicketAction& action,
                                                      const std::string& title,
                                                      const std::optional<Comments>& comments) {
  return comments ? note_of(action, title, comments->posted) : std::optional<EntryView>();
}

base::Result<std::optional<EntryView>> log_comments(TicketAction& action, const std::string& title,
                                                    const std::optional<Comments>& comments) {
  return comments ? note_of(action, title, comments->logged) : std::optional<EntryView>();
}

base::Result<std::optional<EntryView>> log_status_comments(
    TicketAction& action, const std::optional<Comments>& comments) {
  if (!comments) return std::optional<EntryView>();
  return note_of(action, "Status Changed", comments->of_status.value_or(comments->logged));
}

}  // namespace ost::domain
