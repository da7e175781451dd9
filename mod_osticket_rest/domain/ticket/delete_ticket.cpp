// SPDX-License-Identifier: MIT
#include "domain/ticket/delete_ticket.hpp"

#include "db/clock.hpp"
#include "db/tickets/ticket_delete.hpp"
#include "domain/desk/system_log.hpp"
#include "domain/ticket/ticket_event.hpp"

namespace ost::domain {
namespace {

using base::Status;

constexpr std::int64_t kParent = 0x0010;  // Ticket::FLAG_PARENT

// Only what is marked as a parent has children (Ticket::getChildren).
Status release_children(db::Connection& connection, const db::TicketRow& ticket) {
  if ((ticket.flags & kParent) == 0) return {};
  const auto children = db::load_children(connection, ticket.id);
  if (!children) return children.error();
  return db::release_children(connection, *children);
}

// A child's thread belongs to what its parent shows and stays; a parent without children is one no
// more.
Status detach(db::Connection& connection, const db::TicketRow& ticket) {
  if (Status released = release_children(connection, ticket); !released) return released;
  if (ticket.parent_id == 0) {
    return ticket.thread_id > 0 ? db::delete_thread(connection, ticket.thread_id) : Status();
  }
  const auto siblings = db::load_children(connection, ticket.parent_id);
  if (!siblings) return siblings.error();
  return siblings->empty() ? db::release_parent(connection, ticket.parent_id) : Status();
}

Status log_deletion(db::Connection& connection, const HelpDesk& desk, const db::TicketRow& ticket,
                    const std::string& client_address) {
  const std::string title = "Ticket #" + ticket.number + " deleted";
  return log_debug(connection, desk, {title, title + " by SYSTEM"}, client_address);
}

}  // namespace

Status delete_ticket(db::Connection& connection, const HelpDesk& desk, std::int64_t ticket_id,
                     const std::string& client_address) {
  const auto ticket = db::lock_ticket(connection, ticket_id);
  if (!ticket) return ticket.error();
  if (ticket->id == 0) return base::Error{base::Errc::kTicketNotFound, "Ticket not found", "", {}};
  const auto now = db::database_time(connection);
  if (!now) return now.error();
  const bool has_cdata = desk.has_cdata_column("ticket__cdata", "ticket_id");
  Status done = db::delete_ticket_rows(connection, ticket_id, has_cdata);
  if (done) done = detach(connection, *ticket);
  if (done && ticket->thread_id > 0)
    done = db::insert_events(connection, ticket->thread_id,
                             {event_of(desk, *ticket, "deleted", std::nullopt)}, *now);
  if (done) done = db::delete_drafts(connection, ticket_id);
  return done ? log_deletion(connection, desk, *ticket, client_address) : done;
}

}  // namespace ost::domain
