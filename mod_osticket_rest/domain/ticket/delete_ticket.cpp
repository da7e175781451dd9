// SPDX-License-Identifier: MIT
#include "domain/ticket/delete_ticket.hpp"

#include "db/tickets/files.hpp"
#include "db/tickets/ticket_delete.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/desk/system_log.hpp"
#include "domain/files/field_files.hpp"
#include "domain/ticket/history.hpp"

namespace ost::domain {
namespace {

using base::Status;

// Only what is marked as a parent has children (Ticket::getChildren).
Status release_children(db::Connection& connection, const db::TicketRow& ticket) {
  if ((ticket.flags & kTicketParent) == 0) return {};
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

Status detach_field_files(db::Connection& connection, std::int64_t ticket_id) {
  const auto fields = db::load_file_fields(connection, ticket_id);
  if (!fields) return fields.error();
  std::vector<std::int64_t> owners;
  for (const db::FileFieldRow& field : *fields)
    owners.push_back(owner_of_field(field.field_id, field.entry_id).id);
  const auto detached = db::delete_attachments(connection, 'E', owners);
  return detached ? Status() : Status(detached.error());
}

Status log_deletion(const TicketAction& action, const std::string& comments) {
  const std::string title = "Ticket #" + action.ticket.number + " deleted";
  const std::string by =
      action.agent ? agent_name_text(action.desk(), action.agent->row()) : "SYSTEM";
  return log_debug(action.connection(), action.desk(),
                   {title, title + " by " + by + (comments.empty() ? "" : "<hr>" + comments)},
                   action.context.actor.client_address);
}

}  // namespace

Status delete_ticket(TicketAction& action, const std::string& comments) {
  const db::TicketRow& ticket = action.ticket;
  db::Connection& connection = action.connection();
  Status done = detach_field_files(connection, ticket.id);
  const bool has_cdata = action.desk().has_cdata_column("ticket__cdata", "ticket_id");
  if (done) done = db::delete_ticket_rows(connection, ticket.id, has_cdata);
  if (done) done = detach(connection, ticket);
  if (done && ticket.thread_id > 0) done = log_event(action, "deleted");
  if (done) done = db::delete_drafts(connection, ticket.id);
  return done ? log_deletion(action, comments) : done;
}

}  // namespace ost::domain
