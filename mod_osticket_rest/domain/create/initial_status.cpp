// SPDX-License-Identifier: MIT
#include "domain/create/initial_status.hpp"

namespace ost::domain {
namespace {

bool misses_for_close(const TicketDraft& draft) {
  if (draft.ticket_form->misses_for_close()) return true;
  for (const TicketDraft::TopicForm& form : draft.topic_forms)
    if (form.entry.misses_for_close()) return true;
  return draft.desk.setting_number("require_topic_to_close") != 0 && !draft.topic;
}

void close(TicketDraft& draft, const db::TicketStatusRow& status) {
  if (misses_for_close(draft)) {
    draft.warnings.push_back("status: the ticket cannot be closed yet and stays open");
    return;
  }
  draft.status_id = status.id;
  draft.is_closed = true;
  const base::Json what(base::Json::Array{status.id, status.name});
  log_event(draft, "closed", base::encode_json(base::Json::Object{{"status", what}}), "SYSTEM");
}

}  // namespace

void set_initial_status(TicketDraft& draft) {
  const db::TicketStatusRow* status = draft.desk.status(draft.wanted_status_id);
  if (!status || status->id == draft.status_id) return;
  if (status->state == "closed") return close(draft, *status);
  if (status->state != "open") return;
  draft.status_id = status->id;
  log_event(draft, "edited", base::encode_json(base::Json::Object{{"status", status->id}}),
            "SYSTEM");
}

}  // namespace ost::domain
