// SPDX-License-Identifier: MIT
#include "domain/create/write_ticket.hpp"

namespace ost::domain {
namespace {

base::Status write_form(FileStore& store, std::int64_t ticket_id, const PlacedForm& form,
                        const std::vector<StoredFieldFiles>& files) {
  const db::FormEntryRow row{form.entry.form_id(), ticket_id, 'T', form.sort, form.extra};
  const auto id = db::insert_form_entry(store.connection(), row, store.now());
  if (!id) return id.error();
  for (const StoredFieldFiles& field : files) {
    if (!form.entry.has_field(field.field_id)) continue;
    std::vector<FileUse> uses = field.files;
    base::Status attached = store.attach(owner_of_field(field.field_id, *id), uses);
    if (!attached) return attached;
  }
  return db::insert_form_values(store.connection(), form.entry.rows(*id));
}

base::Status write_forms(FileStore& store, std::int64_t ticket_id, const NewTicketParts& parts) {
  const TicketForms& forms = parts.forms;
  base::Status written = write_form(store, ticket_id, forms.ticket, parts.field_files);
  for (const PlacedForm& form : forms.of_topic)
    if (written) written = write_form(store, ticket_id, form, parts.field_files);
  const auto cdata = forms.ticket.entry.cdata("ticket__cdata");
  if (!written || cdata.empty()) return written;
  return db::write_ticket_cdata(store.connection(), {ticket_id, cdata});
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
  row.duedate = ticket.due_date;
  row.est_duedate = ticket.est_due_date;
  row.closed = ticket.closed;
  row.now = ticket.created;
  return row;
}

}  // namespace

base::Status write_ticket(FileStore& store, const NewTicketParts& parts, TicketView& ticket) {
  db::Connection& connection = store.connection();
  const std::string& now = ticket.created;
  const auto id = db::insert_ticket(connection, row_of(ticket));
  if (!id) return id.error();
  ticket.id = *id;
  const auto answered = parts.is_answered ? std::optional<std::string>(now) : std::nullopt;
  const auto thread = db::insert_thread(connection, ticket.id, now, answered);
  if (!thread) return thread.error();
  ticket.thread_id = *thread;
  if (base::Status written = write_forms(store, ticket.id, parts); !written) return written;
  return write_collaborators(connection, ticket.thread_id, parts.collaborators, now);
}

}  // namespace ost::domain
