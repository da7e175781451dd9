// SPDX-License-Identifier: MIT
#include "domain/notify/announcement.hpp"
#include "domain/notify/audience.hpp"

namespace ost::domain {

// The agent or the team that got the ticket hears of it.
base::Status announce(const TicketAssigned& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
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
    if (base::Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  return {};
}

}  // namespace ost::domain
