// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "domain/create/prepared_ticket.hpp"
#include "domain/create/requester.hpp"
#include "domain/desk/system_log.hpp"
#include "domain/filters/filter_data.hpp"
#include "domain/filters/filters.hpp"

namespace ost::domain {

/// Why the help desk does not take a ticket, and the line that osTicket then writes into its
/// system log.
struct Refusal {
  base::Error error;
  LogLine log;
};

/// Whether the help desk takes a ticket, and what its filters make of it.
struct Admission {
  std::optional<Refusal> refusal{};
  StoredFilterData stored{};
  FilterVerdict verdict{};
};

/// Asks the ban list, the filters and the limit of open tickets, in this order, until one refuses:
/// kRefusedByHelpDesk, kTicketLimit (Ticket::create).
base::Result<Admission> ask_rules(db::Connection& connection, const PreparedTicket& prepared,
                                  const Requester& requester);

/// The refusal of a known user who has as many open tickets as he may have: his own, and those he
/// collaborates on where the help desk shows him these (EndUser::getNumOpenTickets).
base::Result<std::optional<Refusal>> ask_limit(db::Connection& connection, const HelpDesk& desk,
                                               const Requester& requester);

/// True when the ticket that has been written is the last one that its requester may have open,
/// which the system log is told of (Ticket::onOpenLimit).
base::Result<bool> note_limit(db::Connection& connection, const HelpDesk& desk,
                              const db::UserRow& user, const std::string& client_address);

}  // namespace ost::domain
