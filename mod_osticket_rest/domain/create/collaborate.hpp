// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "domain/create/new_ticket.hpp"
#include "domain/forms/form_entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// Whom a client names: a user by his id, or somebody by his address.
struct CollaboratorRequest {
  std::optional<std::int64_t> user_id{};
  NewTicket person{};  ///< address and name
};

/// The same with all that needs no row. Refers to the request.
struct PreparedCollaborator {
  const CollaboratorRequest& request;
  std::string new_name;
  std::optional<FormEntry> user_form{};  ///< of a new user
};
base::Result<PreparedCollaborator> prepare_collaborator(const HelpDesk& desk,
                                                        const CollaboratorRequest& request);

struct AddedCollaborator {
  std::int64_t user_id = 0;
  bool is_new = false;  ///< else he was one before, and nothing was written
};

/// Makes a user a collaborator of the ticket, with an event; one who is not known is created.
/// kConflict for the ticket's owner, kInvalidFields for a user that is not there and for an address
/// that is none (Ticket::addCollaborator, User::fromVars).
base::Result<AddedCollaborator> add_collaborator(TicketAction& action,
                                                 const PreparedCollaborator& collaborator);

/// Takes a collaborator from the ticket, with an event; kNotFound where there is no such one
/// (Thread::updateCollaborators).
base::Status remove_collaborator(TicketAction& action, std::int64_t user_id);

}  // namespace ost::domain
