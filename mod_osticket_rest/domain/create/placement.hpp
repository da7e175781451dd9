// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/create/routing.hpp"

namespace ost::domain {

/// The status that a new ticket gets, and how it came to it.
struct InitialStatus {
  enum class How {
    kDefault,  ///< the help desk's
    kSet,      ///< another open one
    kClosed,   ///< closed on arrival
    kKept,     ///< the help desk's, as something that closing requires is missing
  };
  std::int64_t id = 0;
  How how = How::kDefault;

  bool is_closed() const { return how == How::kClosed; }
};

/// The help desk's default, or the status that filter or topic want if a new ticket may have it:
/// open, or closed when nothing is missing that closing requires (the status part of
/// Ticket::create, Ticket::setStatus).
InitialStatus initial_status(const HelpDesk& desk, const Routing& routing,
                             const TicketForms& forms);

/// Where a new ticket is and who has it.
struct Placement {
  std::int64_t topic_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t sla_id = 0;
  InitialStatus status;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::optional<std::string> est_duedate{};
};

/// What a ticket gets of what it is to get: the SLA, a status it may have, the agent and the team
/// if they are available and it is open (Ticket::assignToStaff, Ticket::assignToTeam), and when it
/// is due. `now` is database time.
Placement place(const HelpDesk& desk, const Routing& routing, const TicketForms& forms,
                const std::string& now);

/// What is said of a request's agent or team that the ticket did not get.
std::vector<std::string> unmet_wishes(const Wishes& wishes, const Placement& placement);

}  // namespace ost::domain
