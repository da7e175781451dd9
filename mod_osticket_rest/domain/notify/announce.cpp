// SPDX-License-Identifier: MIT
#include "domain/notify/announce.hpp"

#include <set>

#include "domain/notify/audience.hpp"
#include "domain/notify/filter_mail.hpp"
#include "domain/notify/mail_accounts.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/notify/write_mail.hpp"

namespace ost::domain {
namespace {

using base::Status;
using Kind = TemplateRecipient::Kind;

constexpr std::int64_t kWarning = 2;         // level of osTicket's system log
constexpr std::int64_t kAlertsDisabled = 2;  // Dept::ALERTS_DISABLED

/// What the messages of one event share.
class Announcement {
 public:
  Announcement(const TicketView& ticket, NotifyContext& context, const SendMail& send)
      : desk_(context.desk),
        scope_(context.desk, context.source, ticket),
        dept_(context.desk.department(ticket.dept_id)),
        send_(send) {
    scope_.secret_salt = context.secret_salt;
    scope_.now = context.now;
  }

  const HelpDesk& desk() const { return desk_; }
  TemplateScope& scope() { return scope_; }
  const db::DepartmentRow* dept() const { return dept_; }
  bool is_on(const char* setting) const { return desk_.setting_number(setting) != 0; }

  db::UserRow owner() { return scope_.read(scope_.source.user(scope_.ticket.user_id)); }

  Mailbox owner_mailbox() {
    const db::UserRow user = owner();
    return {user_name_text(desk_, user.name, user.address), user.address};
  }

  TemplateValue signature() const {
    return TemplateValue::markup(dept_ && dept_->is_public ? dept_->signature : "");
  }

  /// Writes and sends; the recipient of the scope is whom it speaks to.
  Status post(const MailText& text, TemplateRoots roots, Letterhead head) {
    for (auto& root : ticket_roots(scope_)) roots.push_back(std::move(root));
    if (scope_.recipient.kind != Kind::kNobody)
      roots.emplace_back("recipient", recipient_value(scope_));
    return deliver(write_mail(scope_, text, roots, std::move(head)));
  }

  /// Nothing goes to nobody: a user or an agent may have lost his address.
  Status deliver(Outgoing message) {
    if (!scope_.status()) return scope_.status();
    if (message.to.empty() || message.to[0].address.empty()) return {};
    return send_(std::move(message));
  }

 private:
  const HelpDesk& desk_;
  TemplateScope scope_;
  const db::DepartmentRow* dept_;
  const SendMail& send_;
};

// An id as a tag holds it.
std::uint32_t row_id(std::int64_t id) {
  return static_cast<std::uint32_t>(id);
}

TemplateRecipient agent_recipient(const db::StaffRow& agent) {
  return {Kind::kAgent, agent.id};
}

/// Alerts to agents and the administrator; an address gets one.
class Alerts {
 public:
  Alerts(Announcement& about, MailText text, MessageTag tag)
      : about_(about), text_(std::move(text)), tag_(tag) {}

  Status send_to(const db::StaffRow& agent, const db::EmailAccountRow& account,
                 const TemplateRoots& roots) {
    if (!reached_.insert(agent.email).second) return {};
    about_.scope().recipient = agent_recipient(agent);
    MessageTag tag = tag_;
    tag.kind = 'S';
    tag.person = row_id(agent.id);
    return about_.post(
        text_, roots,
        {account, {agent_name_text(about_.desk(), agent), agent.email}, MailKind::kNotice, tag});
  }

  Status send_to_administrator(const db::EmailAccountRow& account, const TemplateRoots& roots) {
    const std::string address(about_.desk().setting("admin_email"));
    if (!reached_.insert(address).second) return {};
    about_.scope().recipient = {Kind::kNamed, 0, "Admin"};
    MessageTag tag = tag_;
    tag.kind = 'M';
    return about_.post(text_, roots, {account, {"", address}, MailKind::kNotice, tag});
  }

 private:
  Announcement& about_;
  MailText text_;
  MessageTag tag_;
  std::set<std::string> reached_;
};

// 1: what filters send in their own words.
Status send_filter_mails(Announcement& about, const std::vector<std::string>& mails) {
  for (const std::string& configuration : mails) {
    about.scope().recipient = {Kind::kOwner, about.scope().ticket.user_id};
    for (Outgoing& message : filter_mails(about.scope(), configuration))
      if (Status sent = about.deliver(std::move(message)); !sent) return sent;
  }
  return about.scope().status();
}

// 2: the agent or the team that got the ticket.
Status send_assignment(Announcement& about, const TicketAssigned& event) {
  const db::DepartmentRow* dept = about.dept();
  const auto* account = dept ? department_account(about.desk(), *dept) : nullptr;
  if (!account) return {};
  const Audience audience = assignment_audience(about.desk(), *dept, event.assignment);
  const auto text = mail_text(about.desk(), *dept, "assigned.alert");
  if (audience.empty() || !text) return {};
  TemplateScope& scope = about.scope();
  const TemplateRoots roots{
      {"comments", TemplateValue::markup(event.comments)},
      {"assignee", event.assignment.team_id > 0 ? team_value(scope, event.assignment.team_id)
                                                : agent_value(scope, event.assignment.staff_id)},
      {"assigner", event.assigner_id > 0 ? agent_value(scope, event.assigner_id)
                                         : TemplateValue::plain(event.assigner)}};
  const std::int64_t thread_id = event.note_id > 0 ? event.ticket.thread_id : 0;
  Alerts alerts(about, *text, {0, row_id(event.note_id), row_id(thread_id), 'S'});
  for (const db::StaffRow* agent : audience)
    if (Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  return {};
}

// A message to the owner of the ticket that says it was written by no person.
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

void speak_to_owner(Announcement& about) {
  about.scope().recipient = {Kind::kOwner, about.scope().ticket.user_id};
}

// 3: the canned answer of a filter, with its files where the help desk mails files.
Status send_canned_answer(Announcement& about, const TicketCreated& event) {
  const auto* account = department_account(about.desk(), *about.dept());
  if (!account) return {};
  speak_to_owner(about);
  TemplateScope& scope = about.scope();
  Letterhead head{*account, {}};
  head.tag.entry = row_id(event.canned->entry.id);
  head.tag.thread = row_id(event.ticket.thread_id);
  if (about.is_on("email_attachments"))
    head.attachments = scope.read(scope.source.entry_files(event.canned->entry.id));
  return send_auto_reply(
      about, "ticket.autoreply",
      {{"response", entry_value(scope, event.canned->entry)}, {"signature", about.signature()}},
      std::move(head));
}

// 4: the automatic answer to the requester.
Status send_auto_response(Announcement& about, const TicketCreated& event,
                          const db::EmailAccountRow& account) {
  speak_to_owner(about);
  Letterhead head{account, {}};
  head.tag.thread = row_id(event.ticket.thread_id);
  return send_auto_reply(
      about, "ticket.autoresp",
      {{"message", entry_value(about.scope(), event.message)}, {"signature", about.signature()}},
      std::move(head));
}

bool is_assigned(const Announcement& about, const TicketView& ticket) {
  const db::TicketStatusRow* status = about.desk().status(ticket.status_id);
  return status && status->state == "open" && (ticket.staff_id > 0 || ticket.team_id > 0);
}

// 5: the agents who hear of a new ticket, 6: the administrator.
Status send_new_ticket_alerts(Announcement& about, const TicketCreated& event) {
  const db::DepartmentRow& dept = *about.dept();
  const auto* account = department_account(about.desk(), dept);
  const auto text = mail_text(about.desk(), dept, "ticket.alert");
  if (!account || !text || !about.is_on("ticket_alert_active")) return {};
  NewTicketFacts facts{dept, is_assigned(about, event.ticket)};
  TemplateScope& scope = about.scope();
  if (const std::int64_t id = about.owner().org_id; id > 0)
    facts.account_manager = scope.read(scope.source.organization(id)).manager;
  const TemplateRoots roots{{"message", entry_value(scope, event.message)}};
  Alerts alerts(about, *text, {0, 0, row_id(event.ticket.thread_id), 'S'});
  for (const db::StaffRow* agent : new_ticket_audience(about.desk(), facts))
    if (Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  if (!about.is_on("ticket_alert_admin") || dept.group_membership == kAlertsDisabled) return {};
  return alerts.send_to_administrator(*account, roots);
}

// Plain words to the administrator, from the account for alerts (osTicket::alertAdmin).
Status warn_administrator(Announcement& about, const std::string& subject,
                          const std::string& words) {
  const auto* account = system_account(about.desk());
  if (!account) return {};
  const Mailbox administrator{"", std::string(about.desk().setting("admin_email"))};
  return about.deliver(write_plain_mail({*account, administrator, MailKind::kNotice}, subject,
                                        words + "\n\n" + base_url(about.desk())));
}

// 8: the requester hears that he can open no more tickets, 9: the administrator hears of it.
Status send_limit_notice(Announcement& about, const std::string& address,
                         const std::string& limit) {
  about.scope().recipient = {};
  const auto* account = about.dept() ? autoresponse_account(about.desk(), *about.dept()) : nullptr;
  if (account) {
    Status sent = send_auto_reply(about, "ticket.overlimit", {{"signature", about.signature()}},
                                  {*account, {}});
    if (!sent) return sent;
  }
  return warn_administrator(about, "Overlimit Notice",
                            "Maximum open tickets reached for " + address + ".\nOpen tickets: " +
                                limit + "\nMax allowed: " + limit + "\n\nNotice sent to the user.");
}

// 7 to 9: this ticket was the last one the requester may have open (Ticket::onOpenLimit).
Status announce_limit(Announcement& about, bool may_respond) {
  const std::string address = about.owner().address;
  const std::string limit(about.desk().setting("max_open_tickets"));
  if (about.desk().setting_number("log_level") >= kWarning) {
    Status warned =
        warn_administrator(about, "Maximum Open Tickets Limit (" + address + ")",
                           "Maximum open tickets (" + limit + ") reached for " + address);
    if (!warned) return warned;
  }
  if (!may_respond || !about.is_on("overlimit_notice_active")) return {};
  return send_limit_notice(about, address, limit);
}

// What the request, the topic and the requester's own address say of automatic answers.
bool may_answer(Announcement& about, const TicketCreated& event) {
  if (!event.autorespond || !about.dept()) return false;
  const db::HelpTopicRow* topic = about.desk().topic(event.ticket.topic_id);
  if (topic && topic->no_auto_response) return false;
  return !is_own_address(about.desk(), about.owner().address);
}

// 4 to 6. One missing account stops all three (Ticket::onNewTicket).
Status announce_to_all(Announcement& about, const TicketCreated& event, bool may_respond) {
  const auto* account = about.dept() ? autoresponse_account(about.desk(), *about.dept()) : nullptr;
  if (!account) return {};
  if (may_respond && about.is_on("ticket_autoresponder"))
    if (Status sent = send_auto_response(about, event, *account); !sent) return sent;
  return event.alert ? send_new_ticket_alerts(about, event) : Status();
}

}  // namespace

base::Status announce(const TicketAssigned& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  return send_assignment(about, event);
}

base::Status announce(const TicketCreated& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  if (Status sent = send_filter_mails(about, event.filter_mails); !sent) return sent;
  for (const Assignment& assignment : event.assignments) {
    TicketAssigned assigned{event.ticket, assignment};
    if (Status sent = send_assignment(about, assigned); !sent) return sent;
  }
  bool may_respond = may_answer(about, event);
  if (event.canned) {
    if (may_respond)
      if (Status sent = send_canned_answer(about, event); !sent) return sent;
    may_respond = false;
  }
  may_respond = may_respond && about.dept()->ticket_auto_response;
  if (Status sent = announce_to_all(about, event, may_respond); !sent) return sent;
  return event.reached_limit ? announce_limit(about, may_respond) : Status();
}

}  // namespace ost::domain
