// SPDX-License-Identifier: MIT
#include "domain/notify/announcement.hpp"

#include <algorithm>

namespace ost::domain {

using base::Status;
using Kind = TemplateRecipient::Kind;

Announcement::Announcement(const TicketView& ticket, NotifyContext& context, const SendMail& send)
    : desk_(context.desk),
      scope_(context.desk, context.source, ticket),
      dept_(context.desk.department(ticket.dept_id)),
      send_(send) {
  scope_.secret_salt = context.secret_salt;
  scope_.now = context.now;
}

Mailbox Announcement::mailbox_of(const db::UserRow& user) const {
  return {user_name_text(desk_, user.name, user.address), user.address};
}

std::string Announcement::account_manager_of(std::int64_t user_id) {
  const std::int64_t id = scope_.read(scope_.source.user(user_id)).org_id;
  return id > 0 ? scope_.read(scope_.source.organization(id)).manager : "";
}

Letterhead Announcement::letter_to(const MailingList& list, const db::EmailAccountRow& account,
                                   std::int64_t entry_id) {
  Letterhead head{account, {}};
  if (list.owner) head.to = mailbox_of(*list.owner);
  for (const db::ParticipantRow& row : list.collaborators)
    if (!row.user.address.empty()) head.cc.push_back(mailbox_of(row.user));
  head.tag = {0, row_id(entry_id), row_id(scope_.ticket.thread_id), 'M'};
  head.answers = {scope_.ticket.thread_id, entry_id, 0};
  if (is_on("email_attachments"))
    head.attachments = scope_.read(scope_.source.entry_files(entry_id));
  return head;
}

TemplateValue Announcement::signature() const {
  return TemplateValue::markup(dept_ && dept_->is_public ? dept_->signature : "");
}

Status Announcement::post(const MailText& text, TemplateRoots roots, Letterhead head) {
  for (auto& root : ticket_roots(scope_)) roots.push_back(std::move(root));
  if (scope_.recipient.kind != Kind::kNobody)
    roots.emplace_back("recipient", recipient_value(scope_));
  return deliver(write_mail(scope_, text, roots, std::move(head)));
}

Status Announcement::deliver(Outgoing message) {
  if (!scope_.status()) return scope_.status();
  const auto has_address = [](const Mailbox& mailbox) { return !mailbox.address.empty(); };
  if (std::none_of(message.to.begin(), message.to.end(), has_address) &&
      std::none_of(message.cc.begin(), message.cc.end(), has_address))
    return {};
  return send_(std::move(message));
}

Status send_auto_reply(Announcement& about, const char* name, const TemplateRoots& roots,
                       Letterhead head) {
  const auto text = mail_text(about.desk(), *about.dept(), name);
  if (!text) return {};
  head.to = about.owner_mailbox();
  head.kind = MailKind::kAutoReply;
  head.tag.kind = 'U';
  head.tag.person = row_id(about.scope().ticket.user_id);
  return about.post(*text, roots, std::move(head));
}

Status Alerts::send_to(const db::StaffRow& agent, const db::EmailAccountRow& account,
                       const TemplateRoots& roots) {
  if (!reached_.insert(agent.email).second) return {};
  about_.scope().recipient = {Kind::kAgent, agent.id};
  MessageTag tag = tag_;
  tag.kind = 'S';
  tag.person = row_id(agent.id);
  return about_.post(
      text_, roots,
      {account, {agent_name_text(about_.desk(), agent), agent.email}, MailKind::kNotice, tag});
}

Status Alerts::send_to_administrator(const db::EmailAccountRow& account,
                                     const TemplateRoots& roots) {
  const std::string address(about_.desk().setting("admin_email"));
  if (!reached_.insert(address).second) return {};
  about_.scope().recipient = {Kind::kNamed, 0, "Admin"};
  MessageTag tag = tag_;
  tag.kind = 'M';
  return about_.post(text_, roots, {account, {"", address}, MailKind::kNotice, tag});
}

}  // namespace ost::domain
