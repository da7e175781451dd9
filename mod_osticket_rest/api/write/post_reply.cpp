// SPDX-License-Identifier: MIT
#include "domain/ticket/post.hpp"

#include "api/write/post.hpp"

namespace ost::api {
namespace {

using domain::NewReply;
using Signature = domain::TicketReplied::Signature;
using MaybeText = std::optional<domain::EntryText>;

NewReply::To read_recipients(Members& members) {
  const std::string_view word = members.word("reply_to", {"all", "user", "none"});
  return word == "none"   ? NewReply::To::kNone
         : word == "user" ? NewReply::To::kUser
                          : NewReply::To::kAll;
}

Signature read_signature(Members& members) {
  const std::string_view word = members.word("signature", {"none", "mine", "dept"});
  return word == "mine"   ? Signature::kMine
         : word == "dept" ? Signature::kDepartment
                          : Signature::kNone;
}

base::Result<NewReply> read_reply(Members& members) {
  NewReply reply;
  reply.canned_id = members.id("canned_id");
  if (reply.canned_id)
    reply.message = members.text("message");
  else
    reply.message = members.required_text("message");
  reply.status_id = members.id("status_id");
  reply.reply_to = read_recipients(members);
  reply.cc = members.ids("cc");
  reply.signature = read_signature(members);
  reply.from_email_id = members.id("from_email_id");
  reply.alert = members.flag("alert").value_or(true);
  reply.claim = members.flag("claim").value_or(true);
  if (base::Status read = members.done(); !read) return read.error();
  return reply;
}

base::Result<MaybeText> prepare(const domain::HelpDesk& desk, const NewReply& reply) {
  if (!reply.message && reply.files.files.empty()) return MaybeText();
  auto text = reply.message ? domain::prepare_entry(desk, domain::Writer::kPerson, "message",
                                                    *reply.message, reply.files)
                            : domain::prepare_files_alone(desk, reply.files);
  if (!text) return text.error();
  return MaybeText(std::move(*text));
}

}  // namespace

base::Status post_reply(Call& call, Services& services, Sink& sink) {
  const auto reply = read_post(call, services, read_reply);
  if (!reply) return reply.error();
  if (base::Status allowed = check_status_scope(reply->status_id, services.scope); !allowed)
    return allowed;
  return perform(
      {call, services, sink}, *ticket_id_of(call),
      [&](const domain::HelpDesk& desk) { return prepare(desk, *reply); },
      [&](domain::TicketAction& action, const MaybeText& text) {
        return answer_of(call, "Reply posted", action, domain::post_reply(action, *reply, text));
      });
}

}  // namespace ost::api
