// SPDX-License-Identifier: MIT
#include <algorithm>

#include "domain/desk/agent.hpp"
#include "domain/notify/announcement.hpp"
#include "domain/notify/audience.hpp"

namespace ost::domain {
namespace {

bool is_closed(const HelpDesk& desk, const TicketView& ticket) {
  const db::TicketStatusRow* status = desk.status(ticket.status_id);
  return status && status->state == "closed";
}

// Of a closed ticket only those hear who may see it (Ticket::checkStaffPerm).
bool may_hear(const HelpDesk& desk, const TicketActivity& event, const Staff& row) {
  if (!is_closed(desk, event.ticket)) return true;
  const Agent agent(desk, row);
  return agent.can_access(event.ticket.dept_id) || is_referred(event.referrals, agent);
}

}  // namespace

// Agents hear of an answer, a note or a change with comments, but for who has done it.
base::Status announce(const TicketActivity& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  const db::DepartmentRow* dept = about.dept();
  const auto* account = system_account(about.desk());
  if (!about.is_on("note_alert_active") || !dept || !account) return {};
  const auto text = mail_text(about.desk(), *dept, "note.alert");
  if (!text || alert_members(about.desk(), *dept).empty()) return {};
  TemplateScope& scope = about.scope();
  ActivityFacts facts{*dept, 0, event.assignee_id, event.ticket.team_id};
  if (about.is_on("note_alert_laststaff"))
    facts.last_respondent_id = scope.read(scope.source.last_respondent(event.ticket.thread_id));
  const TemplateValue entry = entry_value(scope, event.entry);
  const TemplateRoots roots{
      {"note", entry}, {"activity", TemplateValue::plain(event.activity)}, {"comments", entry}};
  Alerts alerts(about, *text, {0, row_id(event.entry.id), row_id(event.ticket.thread_id), 'S'});
  for (const Staff* agent : activity_audience(about.desk(), facts)) {
    if (agent->id == event.entry.staff_id || !may_hear(about.desk(), event, *agent)) continue;
    if (base::Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  }
  return scope.status();
}

}  // namespace ost::domain
