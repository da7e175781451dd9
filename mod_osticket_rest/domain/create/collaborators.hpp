// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/people/organizations.hpp"
#include "db/people/users.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/thread/thread_post.hpp"

namespace ost::domain {

struct NewCollaborator {
  db::UserRow user;
  bool is_active = true;
};

/// The members, or the primary contacts, that the requester's organisation wants as collaborators
/// (the organisation's part of Ticket::create, Thread::addCollaborator).
base::Result<std::vector<NewCollaborator>> organization_collaborators(
    db::Connection& connection, const HelpDesk& desk, const db::OrganizationRow& organization,
    std::int64_t requester_id);

base::Status write_collaborators(db::Connection& connection, std::int64_t thread_id,
                                 const std::vector<NewCollaborator>& collaborators,
                                 const std::string& now);

/// Those who get the thread's messages, named by the rows that they have now
/// (MailingList::getEmailAddresses).
base::Result<Recipients> recipients_of(db::Connection& connection, const HelpDesk& desk,
                                       std::int64_t thread_id,
                                       const std::vector<NewCollaborator>& collaborators);

}  // namespace ost::domain
