// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "domain/create/collaborators.hpp"
#include "domain/files/field_files.hpp"
#include "domain/forms/ticket_forms.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// What is written with the row of a new ticket.
struct NewTicketParts {
  const TicketForms& forms;
  const std::vector<NewCollaborator>& collaborators;
  const std::vector<StoredFieldFiles>& field_files;
  bool is_answered = false;  ///< a filter replies at once
};

/// Writes the row of a new ticket, its thread, its forms with their files and their materialised
/// row, and its collaborators, and gives the view the ids of ticket and thread (Ticket::create,
/// DynamicFormEntry::save).
base::Status write_ticket(FileStore& store, const NewTicketParts& parts, TicketView& ticket);

}  // namespace ost::domain
