// SPDX-License-Identifier: MIT
#include "domain/create/new_ticket_mail.hpp"

#include "base/date_time.hpp"
#include "domain/notify/mail_queue.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {

StoredTemplateSource source_of(db::Connection& connection, const TicketFacts& facts) {
  StoredTemplateSource source(connection);
  source.remember_user(facts.user);
  if (facts.organization.id > 0) source.remember_organization(facts.organization);
  source.remember_answers('T', facts.ticket.id, facts.forms.rows());
  if (facts.new_user_form)
    source.remember_answers('U', facts.user.id, facts.new_user_form->rows(0));
  if (!facts.has_collaborators) source.remember_collaborators(facts.ticket.thread_id, {});
  return source;
}

namespace {

void warn(const char* name, const std::optional<bool>& asked, std::vector<std::string>& warnings) {
  if (asked.value_or(false))
    warnings.push_back(std::string(name) + ": nothing is mailed by this server");
}

}  // namespace

bool is_mailed(const HelpDesk& desk, const MailSetup& mail) {
  return mail.is_on && desk.has_outbox;
}

std::vector<std::string> warnings_without_mail(const NewTicket& request) {
  std::vector<std::string> warnings;
  warn("alert", request.alert, warnings);
  warn("autorespond", request.autorespond, warnings);
  return warnings;
}

std::vector<Assignment> mailed_assignments(const Routing& routing, const Placement& placement) {
  std::vector<Assignment> assignments;
  if (placement.staff_id > 0) assignments.push_back({placement.staff_id, 0});
  if (placement.team_id > 0 && routing.staff_id.value_or(0) <= 0)
    assignments.push_back({0, placement.team_id});
  return assignments;
}

base::Status queue_new_ticket_mail(db::Connection& connection, const TicketFacts& facts,
                                   const TicketCreated& event, const CreationTools& tools) {
  StoredTemplateSource source = source_of(connection, facts);
  NotifyContext context{facts.desk, source, tools.mail.secret_salt};
  // By the database's clock, as all times of the ticket are.
  context.now =
      database_zone(facts.desk).to_utc(base::parse_date_time(event.ticket.created).value_or(0));
  return queue_mail(connection, {event}, context, tools.random);
}

}  // namespace ost::domain
