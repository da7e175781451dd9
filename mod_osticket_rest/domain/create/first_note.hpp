// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/prepared_ticket.hpp"

namespace ost::domain {

/// Writes the note for the agents that came with the ticket, if one did: as one of the agent who
/// acts, or of nobody in particular (Ticket::open).
base::Status write_first_note(FileStore& store, const PreparedTicket& prepared,
                              std::int64_t thread_id);

}  // namespace ost::domain
