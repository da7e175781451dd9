// SPDX-License-Identifier: MIT
// Which agents hear of what. All of them are available when asked.
#pragma once

#include <vector>

#include "domain/desk/help_desk.hpp"
#include "domain/notify/event.hpp"

namespace ost::domain {

using Audience = std::vector<const Staff*>;

/// The order in which osTicket lists agents (Staff::getsortby).
void sort_by_name(const HelpDesk& desk, Audience& agents);

/// The members of a department who get its alerts (Dept::getMembersForAlerts).
Audience alert_members(const HelpDesk& desk, const db::DepartmentRow& dept);

/// Who hears that a ticket of the department was given to an agent or a team (Ticket::onAssign).
Audience assignment_audience(const HelpDesk& desk, const db::DepartmentRow& dept,
                             const Assignment& assignment);

/// What decides who hears of a new ticket, besides the settings.
struct NewTicketFacts {
  const db::DepartmentRow& dept;
  bool is_assigned = false;
  std::string account_manager{};  ///< of the requester's organisation: "s2", "t1", ""
};

/// Which agents hear of a new ticket, the administrator aside (Ticket::onNewTicket).
Audience new_ticket_audience(const HelpDesk& desk, const NewTicketFacts& facts);

/// What decides who hears of what is done on a ticket, besides the settings.
struct ActivityFacts {
  const db::DepartmentRow& dept;
  std::int64_t last_respondent_id = 0;
  std::int64_t assignee_id = 0;
  std::int64_t team_id = 0;
};

/// Which agents hear of an answer, a note or a change with comments, whoever has done it
/// (Ticket::onActivity).
Audience activity_audience(const HelpDesk& desk, const ActivityFacts& facts);

/// The same for the message of a user. Agent and team are those of an open ticket.
struct MessageFacts {
  const db::DepartmentRow& dept;
  std::int64_t last_respondent_id = 0;
  std::int64_t assignee_id = 0;
  std::int64_t team_id = 0;
  std::string account_manager{};  ///< of the owner's organisation: "s2", "t1", ""
};

/// Which agents hear of it (Ticket::postMessage).
Audience message_audience(const HelpDesk& desk, const MessageFacts& facts);

/// What a department hears of a ticket as it is there now.
enum class PlaceAlert { kTransfer, kOverdue };

/// Who hears that a ticket has come to its department, or is overdue in it: who has the ticket, the
/// members where nobody has it, and the manager (Ticket::transfer, Ticket::onOverdue).
Audience place_audience(const HelpDesk& desk, const TicketView& ticket, PlaceAlert alert);

}  // namespace ost::domain
