// SPDX-License-Identifier: MIT
#include "domain/notify/announcement.hpp"
#include "domain/notify/audience.hpp"

namespace ost::domain {
namespace {

using base::Status;
using Kind = TemplateRecipient::Kind;

bool is_owner(const MessagePosted& event) {
  return event.author.id == event.ticket.user_id;
}

// 1: the author hears that the message has come (Ticket::onMessage), a collaborator by a copy alone
// (Mailer::send).
Status confirm(Announcement& about, const MessagePosted& event) {
  const db::DepartmentRow& dept = *about.dept();
  const auto* account = autoresponse_account(about.desk(), dept);
  const auto text = mail_text(about.desk(), dept, "message.autoresp");
  if (!dept.message_auto_response || !about.is_on("message_autoresponder") || !account || !text ||
      is_own_address(about.desk(), event.author.address))
    return {};
  about.scope().recipient = {is_owner(event) ? Kind::kOwner : Kind::kCollaborator, event.author.id};
  Letterhead head{*account, {}, MailKind::kAutoReply};
  if (is_owner(event))
    head.to = about.mailbox_of(event.author);
  else
    head.cc = {about.mailbox_of(event.author)};
  head.tag = {row_id(event.author.id), row_id(event.message.id), row_id(event.ticket.thread_id),
              is_owner(event) ? 'U' : 'C'};
  head.answers = {event.ticket.thread_id, event.message.id, event.author.id};
  return about.post(*text, {{"signature", about.signature()}}, std::move(head));
}

// The owner where he gets it, else somebody who is a collaborator by name in whatever form.
TemplateRoots roots_of_notice(Announcement& about, const MessagePosted& event) {
  TemplateScope& scope = about.scope();
  TemplateRoots roots{{"message", written_body(event.message)},
                      {"poster", user_value(scope, event.author.id)},
                      {"signature", TemplateValue::markup("")}};
  if (event.recipients.owner) {
    scope.recipient = {Kind::kOwner, event.ticket.user_id};
    return roots;
  }
  scope.recipient = {Kind::kCollaborator, event.recipients.collaborators.back().user.id};
  for (const char* format : kNameFormats)
    roots.emplace_back(std::string("recipient.name.") + format,
                       TemplateValue::plain("Collaborator"));
  return roots;
}

// 2: the other participants get it (Ticket::notifyCollaborators).
Status notify_participants(Announcement& about, const MessagePosted& event) {
  const auto* account = department_account(about.desk(), *about.dept());
  const auto text = mail_text(about.desk(), *about.dept(), "ticket.activity.notice");
  if (!about.is_on("message_autoresponder_collabs") || event.recipients.size() == 0 || !account ||
      !text)
    return {};
  Letterhead head = about.letter_to(event.recipients, *account, event.message.id);
  return about.post(*text, roots_of_notice(about, event), std::move(head));
}

// 3: agents hear of it.
Status alert_agents(Announcement& about, const MessagePosted& event) {
  const db::DepartmentRow& dept = *about.dept();
  const auto* account = department_account(about.desk(), dept);
  const auto text = mail_text(about.desk(), dept, "message.alert");
  if (!about.is_on("message_alert_active") || !account || !text) return {};
  TemplateScope& scope = about.scope();
  MessageFacts facts{dept};
  const db::TicketStatusRow* status = about.desk().status(event.ticket.status_id);
  if (status && status->state == "open") {
    facts.assignee_id = event.ticket.staff_id;
    facts.team_id = event.ticket.team_id;
  }
  if (about.is_on("message_alert_laststaff"))
    facts.last_respondent_id = scope.read(scope.source.last_respondent(event.ticket.thread_id));
  facts.account_manager =
      about.account_manager_of(event.owner_id > 0 ? event.owner_id : event.ticket.user_id);
  const TemplateRoots roots{{"message", entry_value(scope, event.message)},
                            {"poster", TemplateValue::plain(event.message.poster)}};
  Alerts alerts(about, *text, {0, row_id(event.message.id), row_id(event.ticket.thread_id), 'S'});
  for (const db::StaffRow* agent : message_audience(about.desk(), facts))
    if (Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  return scope.status();
}

}  // namespace

base::Status announce(const MessagePosted& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  if (!about.dept()) return {};
  if (Status sent = confirm(about, event); !sent) return sent;
  if (Status sent = notify_participants(about, event); !sent) return sent;
  return alert_agents(about, event);
}

}  // namespace ost::domain
