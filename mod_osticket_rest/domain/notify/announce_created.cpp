// SPDX-License-Identifier: MIT
#include "domain/notify/announcement.hpp"
#include "domain/notify/audience.hpp"
#include "domain/notify/filter_mail.hpp"

namespace ost::domain {
namespace {

using base::Status;
using Kind = TemplateRecipient::Kind;

constexpr std::int64_t kWarning = 2;         // level of osTicket's system log
constexpr std::int64_t kAlertsDisabled = 2;  // Dept::ALERTS_DISABLED

// 1: what filters send in their own words.
Status send_filter_mails(Announcement& about, const std::vector<std::string>& mails) {
  for (const std::string& configuration : mails) {
    about.scope().recipient = {Kind::kOwner, about.scope().ticket.user_id};
    for (Outgoing& message : filter_mails(about.scope(), configuration))
      if (Status sent = about.deliver(std::move(message)); !sent) return sent;
  }
  return about.scope().status();
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
  facts.account_manager = about.account_manager_of(event.ticket.user_id);
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

base::Status announce(const TicketCreated& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  if (Status sent = send_filter_mails(about, event.filter_mails); !sent) return sent;
  for (const Assignment& assignment : event.assignments) {
    const TicketAssigned assigned{event.ticket, assignment};
    if (Status sent = announce(assigned, context, send); !sent) return sent;
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
