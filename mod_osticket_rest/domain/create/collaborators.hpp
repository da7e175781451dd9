// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// Adds the members, or the primary contacts, that the requester's organisation wants as
/// collaborators, with their events (the organisation's part of Ticket::create,
/// Thread::addCollaborator).
base::Status add_organization_collaborators(db::Connection& connection, TicketDraft& draft);

/// Their rows, once the thread is there; the message that they receive names them by these rows.
base::Status write_collaborators(db::Connection& connection, TicketDraft& draft);

}  // namespace ost::domain
