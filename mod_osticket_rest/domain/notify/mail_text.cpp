// SPDX-License-Identifier: MIT
#include "domain/notify/write_mail.hpp"

namespace ost::domain {
namespace {

struct OwnText {
  const char* name;
  const char* subject;
  const char* body;
};

constexpr OwnText kOwnTexts[] = {
    {"ticket.autoresp", "We have your request [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>thank you for writing to us. Your request is ticket <a "
     "href=\"%{recipient.ticket_link}\">#%{ticket.number}</a>, and somebody will answer it "
     "soon.</p>"
     "<p>%{signature}</p>"},
    {"ticket.autoreply", "Re: %{ticket.subject} [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>your request is ticket <a href=\"%{recipient.ticket_link}\">#%{ticket.number}</a>. "
     "Perhaps this answers it already:</p>"
     "<div>%{response}</div><p>%{signature}</p>"},
    {"ticket.overlimit", "You cannot open more tickets at the moment",
     "<p>Hello %{ticket.name.first},</p>"
     "<p>you have as many open tickets as we can take from one person. Once one of them is closed "
     "you can open another. To add to a ticket, answer one of its messages or visit "
     "<a href=\"%{url}\">%{url}</a>.</p><p>%{signature}</p>"},
    {"ticket.alert", "New ticket: %{ticket.subject} [#%{ticket.number}]",
     "<p>Hello %{recipient},</p>"
     "<p>there is a new ticket, <a href=\"%{ticket.staff_link}\">#%{ticket.number}</a>.<br />"
     "From: %{ticket.name} &lt;%{ticket.email}&gt;<br />Department: %{ticket.dept.name}</p>"
     "<div>%{message}</div>"},
    {"assigned.alert", "Ticket #%{ticket.number} is yours",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>%{assigner} has given ticket <a href=\"%{ticket.staff_link}\">#%{ticket.number}</a> to "
     "%{assignee}.<br />From: %{ticket.name} &lt;%{ticket.email}&gt;<br />"
     "Subject: %{ticket.subject}</p><div>%{comments}</div>"},
    {"ticket.reply", "Re: %{ticket.subject} [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p><div>%{response}</div><p>%{signature}</p>"
     "<p>The whole of <a href=\"%{recipient.ticket_link}\">ticket #%{ticket.number}</a>.</p>"},
    {"message.autoresp", "We have your message [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>your message is now part of <a href=\"%{recipient.ticket_link}\">ticket "
     "#%{ticket.number}</a>.</p><p>%{signature}</p>"},
    {"ticket.activity.notice", "Re: %{ticket.subject} [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>%{poster.name} has written to a ticket in which you take part:</p><div>%{message}</div>"
     "<p>The whole of <a href=\"%{recipient.ticket_link}\">ticket #%{ticket.number}</a>.</p>"},
    {"message.alert", "New message: %{ticket.subject} [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>%{poster} has written to ticket <a "
     "href=\"%{ticket.staff_link}\">#%{ticket.number}</a>.</p><div>%{message}</div>"},
    {"note.alert", "%{activity}: %{ticket.subject} [#%{ticket.number}]",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>there is something new on ticket <a href=\"%{ticket.staff_link}\">#%{ticket.number}</a>, "
     "by %{note.poster}.</p><div>%{note.message}</div>"},
    {"transfer.alert", "Ticket #%{ticket.number} has come to %{ticket.dept.name}",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>%{staff} has moved ticket <a href=\"%{ticket.staff_link}\">#%{ticket.number}</a> to "
     "%{ticket.dept.name}.</p><div>%{comments}</div>"},
    {"ticket.overdue", "Ticket #%{ticket.number} is overdue",
     "<p>Hello %{recipient.name.first},</p>"
     "<p>ticket <a href=\"%{ticket.staff_link}\">#%{ticket.number}</a> is overdue: "
     "%{ticket.subject}.</p>"},
};

const db::TemplateGroupRow* group_of(const HelpDesk& desk, const db::DepartmentRow& dept) {
  const db::TemplateGroupRow* own = desk.template_group(dept.template_group_id);
  return own ? own : desk.template_group(desk.setting_number("default_template_id"));
}

}  // namespace

std::optional<MailText> mail_text(const HelpDesk& desk, const db::DepartmentRow& dept,
                                  std::string_view name) {
  const db::TemplateGroupRow* group = group_of(desk, dept);
  if (!group) return std::nullopt;
  for (const db::EmailTemplateRow& row : desk.email_templates)
    if (row.group_id == group->id && row.code == name) return MailText{row.subject, row.body};
  for (const OwnText& text : kOwnTexts)
    if (name == text.name) return MailText{text.subject, text.body};
  return std::nullopt;
}

}  // namespace ost::domain
