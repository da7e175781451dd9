// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"

namespace ost::domain {

/// Opens a closed ticket again: with the status that its own names for it, else with the help
/// desk's default one; stays closed where that opens nothing (Ticket::reopen).
base::Status reopen_ticket(TicketAction& action);

}  // namespace ost::domain
