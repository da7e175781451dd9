// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/new_ticket.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// The request with ids in the place of the names of topic, department, priority and status, and
/// without what the help desk does not have: its warnings say so, as osTicket would quietly go on.
/// A name counts letter for letter, a topic's also with its parents' before it ("Boats / Engine").
/// kInvalidFields for a due date or an address that is none.
base::Result<NewTicket> settle_wishes(const HelpDesk& desk, NewTicket request);

}  // namespace ost::domain
