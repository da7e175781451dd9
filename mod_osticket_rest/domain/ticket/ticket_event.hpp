// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "db/tickets/events.hpp"
#include "db/tickets/ticket_change.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// An event of a ticket as it is now, by nobody who is logged in. `data` is JSON
/// (Ticket::logEvent).
db::EventEntryRow event_of(const HelpDesk& desk, const db::TicketRow& ticket, const char* name,
                           std::optional<std::string> data);

}  // namespace ost::domain
