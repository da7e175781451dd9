// SPDX-License-Identifier: MIT
#include "domain/notify/announcement.hpp"
#include "domain/notify/audience.hpp"

namespace ost::domain {

// The new department hears of it.
base::Status announce(const TicketTransferred& event, NotifyContext& context,
                      const SendMail& send) {
  Announcement about(event.ticket, context, send);
  const db::DepartmentRow* dept = about.dept();
  const auto* account = dept ? department_account(about.desk(), *dept) : nullptr;
  if (!account) return {};
  const Audience audience = place_audience(about.desk(), event.ticket, PlaceAlert::kTransfer);
  const auto text = mail_text(about.desk(), *dept, "transfer.alert");
  if (audience.empty() || !text) return {};
  TemplateScope& scope = about.scope();
  const TemplateRoots roots{
      {"comments", event.note ? entry_value(scope, *event.note) : TemplateValue::markup("")},
      {"staff", agent_value(scope, event.staff_id)}};
  MessageTag tag{0, 0, 0, 'S'};
  if (event.note) tag = {0, row_id(event.note->id), row_id(event.ticket.thread_id), 'S'};
  Alerts alerts(about, *text, tag);
  for (const db::StaffRow* agent : audience)
    if (base::Status sent = alerts.send_to(*agent, *account, roots); !sent) return sent;
  return {};
}

}  // namespace ost::domain
