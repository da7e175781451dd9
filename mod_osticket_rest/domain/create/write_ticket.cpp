// SPDX-License-Identifier: MIT
#include "domain/create/write_ticket.hpp"

namespace ost::domain {
namespace {

base::Status write_form(db::Connection& connection, std::int64_t ticket_id, const PlacedForm& form,
                        const std::string& now) {
  const db::FormEntryRow row{form.entry.form_id(), ticket_id, 'T', form.sort, form.extra};
  const auto id = db::insert_form_entry(connection, row, now);
  if (!id) return id.error();
  return db::insert_form_values(connection, form.entry.rows(*id));
}

base::Status write_forms(db::Connection& connection, std::int64_t ticket_id,
                         const TicketForms& forms, const std::string& now) {
  if (base::Status written = write_form(connection, ticket_id, forms.ticket, now); !written)
    return written;
  for (const PlacedForm& form : forms.of_topic)
    if (base::Status written = write_form(connection, ticket_id, form, now); !written)
      return written;
  const auto cdata = forms.ticket.entry.cdata("ticket__cdata");
  return cdata.empty() ? base::Status() : db::write_ticket_cdata(connection, {ticket_id, cdata});
}

db::NewTicketRow row_of(const TicketView& ticket) {
  db::NewTicketRow row;
  row.number = ticket.number;
  row.user_id = ticket.user_id;
  row.status_id = ticket.status_id;
  row.dept_id = ticket.dept_id;
  row.sla_id = ticket.sla_id;
  row.topic_id = ticket.topic_id;
  row.staff_id = ticket.staff_id;
  row.team_id = ticket.team_id;
  row.ip_address = ticket.ip_address;
  row.source = ticket.source;
  row.est_duedate = ticket.est_due_date;
  row.closed = ticket.closed;
  row.now = ticket.created;
  return row;
}

}  // namespace

base::Status write_ticket(db::Connection& connection, const NewTicketParts& parts,
                          TicketView& ticket) {
  const std::string& now = ticket.created;
  const auto id = db::insert_ticket(connection, row_of(ticket));
  if (!id) return id.error();
  ticket.id = *id;
  const auto answered = parts.is_answered ? std::optional<std::string>(now) : std::nullopt;
  const auto thread = db::insert_thread(connection, ticket.id, now, answered);
  if (!thread) return thread.error();
  ticket.thread_id = *thread;
  if (base::Status written = write_forms(connection, ticket.id, parts.forms, now); !written)
    return written;
  return write_collaborators(connection, ticket.thread_id, parts.collaborators, now);
}

}  // namespace ost::domain
