// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "domain/ticket/action.hpp"

namespace ost::domain {

/// Deletes the ticket and everything osTicket deletes with it; tickets that were merged into it
/// stand by themselves again. `comments`, markup, end the line in the system log (Ticket::delete).
base::Status delete_ticket(TicketAction& action, const std::string& comments = "");

}  // namespace ost::domain
