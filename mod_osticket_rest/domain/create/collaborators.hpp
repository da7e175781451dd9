// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/people/people.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/forms/form_entry.hpp"
#include "domain/notify/mailing_list.hpp"
#include "domain/thread/thread_post.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

struct NewCollaborator {
  db::UserRow user;
  bool is_active = true;
  bool is_new_user = false;
  std::int64_t organization_id = 0;  ///< which wants him; 0: the request does
};

/// Who is to get a ticket's messages beside the requester.
struct WantedCollaborators {
  const HelpDesk& desk;
  const std::vector<CopiedPerson>& copied;  ///< by the request
  const db::OrganizationRow& organization;  ///< of the requester
  std::int64_t requester_id;
  const FormEntry* blank_form;  ///< of users; nullptr when the help desk has none
  const std::string& now;
};

/// The people that the request names, of whom those that nobody knows become users, as one would
/// who writes the first mail (Ticket::addCollaborators); then the members, or the primary contacts,
/// that the organisation wants (its part of Ticket::create, Thread::addCollaborator).
base::Result<std::vector<NewCollaborator>> new_collaborators(db::Connection& connection,
                                                             const WantedCollaborators& wanted);

/// The organisation that some of them are there for; 0: none.
std::int64_t copying_organization(const std::vector<NewCollaborator>& collaborators);

base::Status write_collaborators(db::Connection& connection, std::int64_t thread_id,
                                 const std::vector<NewCollaborator>& collaborators,
                                 const std::string& now);

/// Those of them who get the thread's messages, with the rows that they have now and in the order
/// of their names.
base::Result<MailingList> active_collaborators(db::Connection& connection, std::int64_t thread_id,
                                               const std::vector<NewCollaborator>& collaborators);

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
