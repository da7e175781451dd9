// SPDX-License-Identifier: MIT
// The one place that decides what an agent may do with a ticket.
#pragma once

#include <optional>

#include "domain/ticket/action.hpp"

namespace ost::domain {

/// What may be done with a ticket, as far as rights tell it apart.
enum class Deed {
  kSee,  ///< and write notes, add and remove collaborators
  kReply,
  kClose,
  kReopen,
  kDelete,
  kDeleteByStatus,
  kAssign,  ///< and claim, refer
  kRelease,
  kTransfer,
  kEdit,  ///< priority, SLA, due date, topic, source, fields
  kChangeOwner,
  kMarkAnswered,
  kMarkOverdue,
  kMerge,
  kLink,
  kUnlink,
};

/// The agent in whose name a request acts; nothing for id 0. kForbidden when he is unknown, locked
/// out or on vacation.
base::Result<std::optional<Agent>> find_acting_agent(const HelpDesk& desk, std::int64_t agent_id);

/// Whether the acting agent may do that to the ticket as it is now: he needs a part in it, and the
/// permission of his role for its department. kForbidden with osTicket's words; kAgentRequired
/// where nobody acts (Ticket::checkStaffPerm, ajax.tickets.php).
base::Status may(const TicketAction& action, Deed deed);

/// The error for what nobody but an agent may do.
base::Error agent_required();

}  // namespace ost::domain
