// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/create/refusal.hpp"
#include "domain/create/requester.hpp"

namespace ost::domain {

/// The refusal of a known user who has as many open tickets as he may have: his own, and those he
/// collaborates on where the help desk shows him these (EndUser::getNumOpenTickets).
base::Result<std::optional<Refusal>> ask_limit(db::Connection& connection, const HelpDesk& desk,
                                               const Requester& requester);

/// True when the ticket that has been written is the last one that its requester may have open,
/// which the system log is told of (Ticket::onOpenLimit).
base::Result<bool> note_limit(db::Connection& connection, const HelpDesk& desk,
                              const db::UserRow& user, const std::string& client_address);

}  // namespace ost::domain
