// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "db/tickets/ticket_extras.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// Who did it: the name that the agent or user has today, or else the one he had; "SYSTEM" for the
/// help desk itself (ThreadEvent::getUserName).
std::string event_actor(const HelpDesk& desk, const db::HistoryRow& event);

/// What happened in osTicket's words, as plain text without the time ("Closed by Ann with status
/// of Resolved"); "viewed by Ann" for what has no words of its own, such as the events of plug-ins.
/// "" where osTicket says nothing of what the event holds (getDescription of each event).
std::string event_text(const HelpDesk& desk, const db::HistoryRow& event);

/// The events that osTicket shows to users as well as to agents.
std::vector<std::string> public_events();

}  // namespace ost::domain
