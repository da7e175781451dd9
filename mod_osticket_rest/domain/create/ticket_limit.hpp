// SPDX-License-Identifier: MIT
#pragma once

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// The open tickets of a user as the limit counts them: his own, and those he collaborates on where
/// the help desk shows him these (EndUser::getNumOpenTickets).
base::Result<std::int64_t> count_open_tickets(db::Connection& connection, const HelpDesk& desk,
                                              std::int64_t user_id);

/// How many open tickets a user may have; 0: any number.
std::int64_t ticket_limit(const HelpDesk& desk);

}  // namespace ost::domain
