// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "db/tickets/new_ticket.hpp"
#include "db/tickets/thread_people.hpp"

namespace ost::domain {

/// The row of a collaborator whom an agent adds: he is told of what happens (Collaborator::create).
db::NewCollaboratorRow collaborator_row(std::int64_t user_id);

/// What events say of a collaborator (Thread::logCollaboratorEvents).
base::Json::Object naming(const db::ThreadPersonRow& person);

}  // namespace ost::domain
