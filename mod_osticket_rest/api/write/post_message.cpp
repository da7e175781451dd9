// SPDX-License-Identifier: MIT
#include "domain/ticket/post_message.hpp"

#include "api/write/post.hpp"

namespace ost::api {
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
        return domain::prepare_entry(desk, "message", message->message, message->files);
      },
      [&](domain::TicketAction& action, const domain::EntryText& text) {
        return answer_of(call, "Message posted", action,
                         domain::post_message(action, *message, text));
      });
}

}  // namespace ost::api
