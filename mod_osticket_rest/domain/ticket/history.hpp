// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "db/tickets/events.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// An event of the ticket as it is at this point of the action, by whoever acts. `data` is JSON;
/// none where there is nothing to tell (ThreadEvent::forTicket).
db::EventEntryRow event_of(const TicketAction& action, const char* name,
                           std::optional<base::Json::Object> data = std::nullopt);

/// Writes one (ThreadEvents::log).
base::Status log_event(const TicketAction& action, const char* name,
                       std::optional<base::Json::Object> data = std::nullopt);

/// Marks the ticket's events of that name as annulled; osTicket does so before it logs the event
/// that annuls them (ThreadEvents::annul).
base::Status annul_events(const TicketAction& action, const char* name);

}  // namespace ost::domain
