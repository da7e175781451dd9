// SPDX-License-Identifier: MIT
#include "domain/create/new_ticket_mail.hpp"

#include "base/date_time.hpp"
#include "domain/notify/draft_source.hpp"
#include "domain/notify/mail_queue.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {
namespace {

// The agent's before the team's. A team hears nothing where an agent was named as well, be he
// available or not (Ticket::create).
std::vector<Assignment> assignments_of(const TicketDraft& draft) {
  std::vector<Assignment> assignments;
  if (draft.staff_id > 0) assignments.push_back({draft.staff_id, 0});
  if (draft.team_id > 0 && draft.wanted_staff_id.value_or(0) <= 0)
    assignments.push_back({0, draft.team_id});
  return assignments;
}

TicketCreated event_of(const TicketDraft& draft) {
  TicketCreated event;
  event.ticket = view_of(draft);
  event.message = draft.message_entry;
  if (draft.canned_entry) event.canned = CannedAnswer{*draft.canned_entry};
  event.alert = draft.request.alert.value_or(true);
  event.autorespond = draft.request.autorespond.value_or(true) && !draft.filter_stops_answers;
  event.reached_limit = draft.reached_limit;
  event.assignments = assignments_of(draft);
  event.filter_mails = draft.filter_mails;
  return event;
}

void warn(TicketDraft& draft, const char* name, const std::optional<bool>& asked) {
  if (asked.value_or(false))
    draft.warnings.push_back(std::string(name) + ": nothing is mailed by this server");
}

}  // namespace

base::Status queue_mail(db::Connection& connection, TicketDraft& draft,
                        const CreationTools& tools) {
  if (!tools.mail.is_on || !draft.desk.has_outbox) {
    warn(draft, "alert", draft.request.alert);
    warn(draft, "autorespond", draft.request.autorespond);
    return {};
  }
  StoredTemplateSource source(connection);
  remember_draft(source, draft);
  NotifyContext context{draft.desk, source, tools.mail.secret_salt};
  // By the database's clock, as all times of the ticket are.
  context.now = database_zone(draft.desk).to_utc(base::parse_date_time(draft.now).value_or(0));
  return queue_mail(connection, event_of(draft), context, tools.random);
}

}  // namespace ost::domain
