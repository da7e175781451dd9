// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"

namespace ost::domain {

/// kConflict while another agent holds the ticket in the panel, where the help desk locks tickets
/// (Ticket::getLock, OsticketConfig::isTicketLockEnabled).
base::Status check_panel_lock(TicketAction& action);

/// Lets go of the ticket where the acting agent holds it himself (Ticket::releaseLock).
base::Status release_panel_lock(TicketAction& action);

}  // namespace ost::domain
