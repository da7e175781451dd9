// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// The status of a new ticket: it starts with the help desk's default and takes the one that filter
/// or topic want, if a new ticket may have it: open, or closed when nothing is missing that closing
/// requires (the status part of Ticket::create, Ticket::setStatus).
void set_initial_status(TicketDraft& draft);

}  // namespace ost::domain
