// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_view.hpp"

namespace ost::domain {

TicketView view_of(const TicketDraft& draft) {
  TicketView view;
  view.id = draft.ticket_id;
  view.number = draft.number;
  view.user_id = draft.user.id;
  view.status_id = draft.status_id;
  view.dept_id = draft.dept_id;
  view.sla_id = draft.sla_id;
  view.topic_id = draft.topic ? draft.topic->id : 0;
  view.staff_id = draft.staff_id;
  view.team_id = draft.team_id;
  view.thread_id = draft.thread_id;
  view.ip_address = draft.request.client_address;
  view.source = draft.source;
  view.est_due_date = draft.est_duedate;
  if (draft.is_closed) view.closed = draft.now;
  view.last_update = draft.now;
  view.created = draft.now;
  return view;
}

EntryView view_of(const db::NewEntryRow& entry, std::int64_t id) {
  EntryView view;
  view.id = id;
  view.thread_id = entry.thread_id;
  view.user_id = entry.user_id;
  view.type = std::string(1, entry.type);
  view.poster = entry.poster;
  view.title = entry.title.value_or("");
  view.body = entry.body;
  view.format = entry.format;
  view.created = entry.now;
  return view;
}

}  // namespace ost::domain
