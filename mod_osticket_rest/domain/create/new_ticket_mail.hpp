// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/system.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/create/placement.hpp"
#include "domain/create/requester.hpp"
#include "domain/desk/mail_setup.hpp"
#include "domain/forms/form_entry.hpp"
#include "domain/notify/event.hpp"
#include "domain/notify/template_source.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// What is known of a new ticket whose rows have just been written.
struct TicketFacts {
  const HelpDesk& desk;
  const TicketView& ticket;
  const TicketForms& forms;
  const db::UserRow& user;
  const FormEntry* new_user_form;  ///< nullptr where the user was known, or has no form
  const db::OrganizationRow& organization;
  bool has_collaborators = false;
};

/// A source for templates that need not read what is known already.
StoredTemplateSource source_of(db::Connection& connection, const TicketFacts& facts);

/// What creating a ticket needs besides the database and the request.
struct CreationTools {
  base::Random& random;
  const MailSetup& mail;
};

/// True where what happens to tickets is mailed.
bool is_mailed(const HelpDesk& desk, const MailSetup& mail);

/// Names what a request asks for in vain where nothing is mailed.
std::vector<std::string> warnings_without_mail(const NewTicket& request);

/// Whom a new ticket was given to, as far as mail is concerned: the agent before the team, which
/// hears nothing where an agent was named as well, be he available or not (Ticket::create).
std::vector<Assignment> mailed_assignments(const Routing& routing, const Placement& placement);

/// Queues the mail of a ticket that has been written, so that everybody hears of it whom osTicket
/// tells.
base::Status queue_new_ticket_mail(db::Connection& connection, const TicketFacts& facts,
                                   const TicketCreated& event, const CreationTools& tools);

}  // namespace ost::domain
