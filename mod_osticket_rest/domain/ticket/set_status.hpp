// SPDX-License-Identifier: MIT
#pragma once

#include "db/tickets/ticket_change.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// Gives a locked ticket another status and writes what goes with it: dates, flags, referral,
/// drafts, events. A status it has already changes nothing. kInvalidFields for a status that does
/// not exist, kConflict for one that osTicket would refuse (Ticket::setStatus).
base::Status set_status(db::Connection& connection, const HelpDesk& desk, db::TicketRow& ticket,
                        std::int64_t status_id, const std::string& now);

}  // namespace ost::domain
