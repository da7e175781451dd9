// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/requester.hpp"
#include "domain/forms/ticket_forms.hpp"
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

}  // namespace ost::domain
