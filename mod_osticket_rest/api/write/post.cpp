// SPDX-License-Identifier: MIT
#include "api/write/post.hpp"

#include "api/auth/api_key.hpp"
#include "domain/ticket/post.hpp"

namespace ost::api {

domain::SentFiles read_attachments(Members& members, Submission& submission) {
  constexpr char kMember[] = "attachments";
  domain::SentFiles files;
  if (const base::Json* sent = members.any(kMember)) {
    auto read = domain::read_files(kMember, *sent, submission.texts);
    if (read)
      files = std::move(*read);
    else
      members.refuse(kMember, read.error().fields.at(0).reason);
  }
  for (domain::SentFile& file : submission.files) files.files.push_back(std::move(file));
  files.texts = std::move(submission.texts);
  return files;
}

base::Status check_status_scope(std::optional<std::int64_t> status_id, const KeyScope& scope) {
  if (!status_id || scope.allows(Permission::kUpdate)) return {};
  return out_of_scope();
}

base::Result<WriteAnswer> answer_of(const Call& call, std::string_view message,
                                    const domain::TicketAction& action,
                                    const base::Result<domain::EntryView>& entry) {
  if (!entry) return entry.error();
  const std::string location = call.resource + "/" + std::to_string(action.ticket.id);
  return created_answer({message, entry->id, location}, action.warnings);
}

namespace {

base::Result<domain::NewMessage> read_message(Members& members) {
  domain::NewMessage message;
  message.message = members.required_text("message");
  message.email = members.text("email");
  message.alert = members.flag("alert").value_or(true);
  message.autorespond = members.flag("autorespond").value_or(true);
  if (base::Status read = members.done(); !read) return read.error();
  return message;
}

}  // namespace

base::Status post_message(Call& call, Services& services, Sink& sink) {
  // It is the user who writes, whoever sends it.
  call.actor.agent_id = KeyAgents::kNobody;
  const auto message = read_post(call, services, read_message);
  if (!message) return message.error();
  return perform(
      {call, services, sink}, *ticket_id_of(call),
      [&](const domain::HelpDesk& desk) {
        return domain::prepare_entry(desk, domain::Writer::kPerson, "message", message->message,
                                     message->files);
      },
      [&](domain::TicketAction& action, const domain::EntryText& text) {
        return answer_of(call, "Message posted", action,
                         domain::post_message(action, *message, text));
      });
}

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
  if (base::Status allowed = check_status_scope(note->status_id, services.scope); !allowed)
    return allowed;
  return perform(
      {call, services, sink}, *ticket_id_of(call),
      [&](const domain::HelpDesk& desk) {
        const bool is_person = call.actor.agent_id != KeyAgents::kNobody;
        return domain::prepare_entry(desk,
                                     is_person ? domain::Writer::kPerson : domain::Writer::kNobody,
                                     "message", note->message, note->files);
      },
      [&](domain::TicketAction& action, const domain::EntryText& text) {
        return answer_of(call, "Note posted", action, domain::post_note(action, *note, text));
      });
}

}  // namespace ost::api
