// SPDX-License-Identifier: MIT
#include "domain/ticket/history.hpp"

namespace ost::domain {

db::EventEntryRow event_of(const TicketAction& action, const char* name,
                           std::optional<base::Json::Object> data) {
  const db::TicketRow& ticket = action.ticket;
  db::EventEntryRow event;
  event.event_id = action.desk().event_id(name);
  event.staff_id = ticket.staff_id > 0 ? ticket.staff_id : action.agent_id();
  event.team_id = ticket.team_id;
  event.dept_id = ticket.dept_id;
  event.topic_id = ticket.topic_id;
  if (data) event.data = base::encode_json(std::move(*data));
  if (action.agent) {
    event.username = action.agent->row().username;
    event.user_id = action.agent_id();
  } else if (action.user) {
    event.username = *action.user;
  }
  return event;
}

base::Status log_event(const TicketAction& action, const char* name,
                       std::optional<base::Json::Object> data) {
  return db::insert_events(action.connection(), action.thread_id(),
                           {event_of(action, name, std::move(data))}, action.now);
}

base::Status annul_events(const TicketAction& action, const char* name) {
  return db::annul_events(action.connection(), action.thread_id(), action.desk().event_id(name));
}

}  // namespace ost::domain
