// SPDX-License-Identifier: MIT
#include "domain/ticket/update_ticket.hpp"

#include "db/clock.hpp"
#include "domain/ticket/set_status.hpp"
#include "domain/ticket/ticket_event.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kTopicActive = 0x0002;

// An edit of the field, which leaves department and SLA as they are (Ticket::updateField).
base::Status set_topic(db::Connection& connection, const HelpDesk& desk, db::TicketRow& ticket,
                       std::int64_t topic_id, const std::string& now) {
  if (topic_id == ticket.topic_id) return {};
  const db::HelpTopicRow* topic = desk.topic(topic_id);
  if (!topic || !(topic->flags & kTopicActive))
    return base::Error{base::Errc::kInvalidFields,
                       "Invalid fields: topic_id",
                       "",
                       {{"topic_id", "there is no such help topic that is active"}}};
  const base::Json before =
      desk.topic(ticket.topic_id) ? base::Json(ticket.topic_id) : base::Json();
  const base::Json change(base::Json::Array{before, topic_id});
  ticket.topic_id = topic_id;
  ticket.last_update = now;
  if (base::Status written = db::update_ticket(connection, ticket, now); !written) return written;
  return db::insert_events(connection, ticket.thread_id,
                           {event_of(desk, ticket, "edited",
                                     base::encode_json(base::Json::Object{{"topic_id", change}}))},
                           now);
}

}  // namespace

base::Status update_ticket(db::Connection& connection, const HelpDesk& desk, std::int64_t ticket_id,
                           const TicketChange& change) {
  auto ticket = db::lock_ticket(connection, ticket_id);
  if (!ticket) return ticket.error();
  if (ticket->id == 0) return base::Error{base::Errc::kTicketNotFound, "Ticket not found", "", {}};
  const auto now = db::database_time(connection);
  if (!now) return now.error();
  if (change.topic_id)
    if (base::Status set = set_topic(connection, desk, *ticket, *change.topic_id, *now); !set)
      return set;
  return change.status_id ? set_status(connection, desk, *ticket, *change.status_id, *now)
                          : base::Status();
}

}  // namespace ost::domain
