// SPDX-License-Identifier: MIT
#include "domain/desk/flags.hpp"
#include "domain/notify/announcement.hpp"
#include "domain/notify/audience.hpp"

namespace ost::domain {

// Whoever has the ticket hears of it, unless its SLA plan is silent.
base::Status announce(const TicketOverdue& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  const db::SlaRow* sla = about.desk().sla(event.ticket.sla_id);
  const db::DepartmentRow* dept = about.dept();
  if (!dept || (sla && (sla->flags & kSlaNoAlerts))) return {};
  const auto* account = department_account(about.desk(), *dept);
  const Audience audience = place_audience(about.desk(), event.ticket, PlaceAlert::kOverdue);
  const auto text = mail_text(about.desk(), *dept, "ticket.overdue");
  if (!account || audience.empty() || !text) return {};
  const TemplateRoots roots{{"comments", TemplateValue::markup("")}};
  Alerts alerts(about, *text, {0, 0, 0, 'S'});
  for (const db::StaffRow* agent : audience)
    if (base::Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  return {};
}

}  // namespace ost::domain
