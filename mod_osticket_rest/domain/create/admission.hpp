// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "domain/create/prepared_ticket.hpp"
#include "domain/create/refusal.hpp"
#include "domain/filters/filter_actions.hpp"
#include "domain/filters/filter_data.hpp"

namespace ost::domain {

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

}  // namespace ost::domain
