// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_event.hpp"

namespace ost::domain {

db::EventEntryRow event_of(const HelpDesk& desk, const db::TicketRow& ticket, const char* name,
                           std::optional<std::string> data) {
  db::EventEntryRow event;
  event.event_id = desk.event_id(name);
  event.staff_id = ticket.staff_id;
  event.team_id = ticket.team_id;
  event.dept_id = ticket.dept_id;
  event.topic_id = ticket.topic_id;
  event.data = std::move(data);
  return event;
}

}  // namespace ost::domain
