// SPDX-License-Identifier: MIT
#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

void log_event(TicketDraft& draft, const char* name, std::optional<std::string> data,
               const std::string& username) {
  db::EventEntryRow event;
  event.event_id = draft.desk.event_id(name);
  event.staff_id = draft.staff_id;
  event.team_id = draft.team_id;
  event.dept_id = draft.dept_id;
  event.topic_id = draft.topic ? draft.topic->id : 0;
  event.data = std::move(data);
  event.username = username;
  draft.events.push_back(std::move(event));
}

}  // namespace ost::domain
