// SPDX-License-Identifier: MIT
#include "domain/create/ticket_facts.hpp"

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

}  // namespace ost::domain
