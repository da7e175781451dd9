// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/tickets/events.hpp"
#include "domain/create/collaborators.hpp"
#include "domain/create/placement.hpp"
#include "domain/create/prepared_ticket.hpp"
#include "domain/files/field_files.hpp"
#include "domain/forms/form_entry.hpp"
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

/// Writes the note for the agents that came with the ticket, if one did: as one of the agent who
/// acts, or of nobody in particular (Ticket::open).
base::Status write_first_note(FileStore& store, const PreparedTicket& prepared,
                              std::int64_t thread_id);

/// What the history of a new ticket tells of.
struct NewTicketHistory {
  std::int64_t user_id = 0;
  const Placement& placement;
  const std::vector<NewCollaborator>& collaborators;
  std::int64_t organization_id = 0;                ///< whose members are among them; 0: none
  std::vector<std::string> filter_descriptions{};  ///< JSON
};

/// The events of a new ticket in osTicket's order, each with the ticket as it was at that moment
/// (Ticket::create, Ticket::logEvent).
std::vector<db::EventEntryRow> history_of(const HelpDesk& desk, const NewTicketHistory& parts);

}  // namespace ost::domain
