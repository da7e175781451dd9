// SPDX-License-Identifier: MIT
#include "domain/ticket/post_note.hpp"

#include "api/write/post.hpp"

namespace ost::api {
namespace {

base::Result<domain::NewNote> read_note(Members& members) {
  domain::NewNote note;
  note.message = members.required_text("message");
  note.title = members.text("title").value_or("");
  note.status_id = members.id("status_id");
  note.alert = members.flag("alert").value_or(true);
  if (base::Status read = members.done(); !read) return read.error();
  return note;
}

}  // namespace

base::Status post_note(Call& call, Services& services, Sink& sink) {
  const auto note = read_post(call, services, read_note);
  if (!note) return note.error();
  return perform(
      {call, services, sink}, *ticket_id_of(call),
      [&](const domain::HelpDesk& desk) {
        return domain::prepare_entry(desk, "message", note->message, note->files);
      },
      [&](domain::TicketAction& action, const domain::EntryText& text) {
        return answer_of(call, "Note posted", action, domain::post_note(action, *note, text));
      });
}

}  // namespace ost::api
