// SPDX-License-Identifier: MIT
#include "domain/ticket/update_ticket.hpp"

#include "domain/desk/flags.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

// An edit of the field, which leaves department and SLA as they are (Ticket::updateField).
base::Status set_topic(TicketAction& action, std::int64_t topic_id) {
  db::TicketRow& ticket = action.ticket;
  const HelpDesk& desk = action.desk();
  if (topic_id == ticket.topic_id) return {};
  const db::HelpTopicRow* topic = desk.topic(topic_id);
  if (!topic || !(topic->flags & kTopicActive))
    return base::Error{base::Errc::kInvalidFields,
                       "Invalid fields: topic_id",
                       "",
                       {{"topic_id", "there is no such help topic that is active"}}};
  const base::Json before =
      desk.topic(ticket.topic_id) ? base::Json(ticket.topic_id) : base::Json();
  ticket.topic_id = topic_id;
  ticket.last_update = action.now;
  return log_event(action, "edited",
                   base::Json::Object{{"topic_id", base::Json::Array{before, topic_id}}});
}

}  // namespace

base::Status update_ticket(TicketAction& action, const TicketChange& change) {
  if (change.topic_id)
    if (base::Status set = set_topic(action, *change.topic_id); !set) return set;
  return change.status_id ? set_status(action, {*change.status_id}) : base::Status();
}

}  // namespace ost::domain
