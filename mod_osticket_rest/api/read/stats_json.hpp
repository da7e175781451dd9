// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "db/tickets/ticket_stats.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::api {

/// What was counted.
struct TicketStats {
  std::vector<db::StatusCount> statuses{};
  std::vector<db::TicketGroup> open{};  ///< the tickets that are open
  std::vector<db::DayCount> days{};     ///< created, closed, reopened, in any order
};

/// The body of the answer: names beside ids, and each day of the range, whatever happened on it.
std::string stats_json(const TicketStats& stats, const db::TimeRange& range,
                       const domain::HelpDesk& desk);

}  // namespace ost::api
