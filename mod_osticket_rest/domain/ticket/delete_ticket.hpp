// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// Deletes a ticket and everything osTicket deletes with it, inside the caller's transaction;
/// tickets that were merged into it stand by themselves again. kTicketNotFound (Ticket::delete).
base::Status delete_ticket(db::Connection& connection, const HelpDesk& desk, std::int64_t ticket_id,
                           const std::string& client_address);

}  // namespace ost::domain
