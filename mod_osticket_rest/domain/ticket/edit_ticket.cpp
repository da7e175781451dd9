// SPDX-License-Identifier: MIT
#include "domain/ticket/changes.hpp"

#include <algorithm>
#include <iterator>

#include "db/people/people.hpp"
#include "db/tickets/template_data.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/sla/sla.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Json;
using base::Status;

constexpr std::string_view kSources[] = {"Phone", "Email", "Web", "API", "Other"};

base::Error wrong(const char* member, const char* reason) {
  return base::Error{
      base::Errc::kInvalidFields, std::string("Invalid fields: ") + member, "", {{member, reason}}};
}

/// A column that has changed, as history and note tell it.
struct Edit {
  const char* column;
  Json before;
  Json after;
  const char* label;
};

Status tell(TicketAction& action, const Edit& edit, const Remarks& remarks) {
  const Status logged = log_event(
      action, "edited", Json::Object{{edit.column, Json::Array{edit.before, edit.after}}});
  if (!logged) return logged;
  const auto note = write_comments(action, std::string(edit.label) + " updated", remarks.comments);
  if (!note) return note.error();
  action.ticket.last_update = action.now;
  return {};
}

// What does not exist is told as nothing.
Json told_id(const void* row, std::int64_t id) {
  return row ? Json(id) : Json();
}

// From when the ticket was opened last (Ticket::updateEstDueDate).
void settle_dates(TicketAction& action) {
  db::TicketRow& ticket = action.ticket;
  if (ticket.is_overdue) clear_overdue(ticket, action.now);
  ticket.est_duedate = due_date(action.desk(), ticket.sla_id, ticket.dept_id,
                                ticket.reopened.value_or(ticket.created));
}

Json text_or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json();
}

}  // namespace

Status set_topic(TicketAction& action, std::int64_t topic_id, const Remarks& remarks) {
  const HelpDesk& desk = action.desk();
  const std::int64_t former = action.ticket.topic_id;
  if (topic_id == former) return {};
  if (action.agent)
    if (Status allowed = may(action, Deed::kEdit); !allowed) return allowed;
  const db::HelpTopicRow* topic = desk.topic(topic_id);
  const bool is_offered = topic && (action.agent ? sees_topic(desk, *action.agent, *topic)
                                                 : (topic->flags & kTopicActive) != 0);
  if (!is_offered) return wrong("topic_id", "there is no such help topic that is active");
  action.ticket.topic_id = topic_id;
  return tell(action, {"topic_id", told_id(desk.topic(former), former), topic_id, "Help Topic"},
              remarks);
}

Status set_source(TicketAction& action, const std::string& source, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kEdit); !allowed) return allowed;
  const std::string former = action.ticket.source;
  if (source == former) return {};
  if (std::find(std::begin(kSources), std::end(kSources), source) == std::end(kSources))
    return wrong("source", "must be Phone, Email, Web, API or Other");
  action.ticket.source = source;
  return tell(action, {"source", former, source, "Ticket Source"}, remarks);
}

Status set_sla(TicketAction& action, std::int64_t sla_id, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kEdit); !allowed) return allowed;
  const HelpDesk& desk = action.desk();
  const std::int64_t former = action.ticket.sla_id;
  if (sla_id == former) return {};
  if (!desk.sla(sla_id)) return wrong("sla_id", "there is no such SLA plan");
  action.ticket.sla_id = sla_id;
  const Status told =
      tell(action, {"sla_id", told_id(desk.sla(former), former), sla_id, "SLA Plan"}, remarks);
  if (told) settle_dates(action);
  return told;
}

Status set_due(TicketAction& action, const std::optional<std::string>& due,
               const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kEdit); !allowed) return allowed;
  const std::optional<std::string> former = action.ticket.duedate;
  if (due == former) return {};
  // Dates of one format compare as text.
  if (due && *due <= action.now) return wrong("due", "Due date must be in the future");
  action.ticket.duedate = due;
  const Status told =
      tell(action, {"duedate", text_or_null(former), text_or_null(due), "Due Date"}, remarks);
  if (told) settle_dates(action);
  return told;
}

Status change_owner(TicketAction& action, std::int64_t user_id) {
  if (Status allowed = may(action, Deed::kChangeOwner); !allowed) return allowed;
  if (user_id == action.ticket.user_id) return {};
  const auto user = db::find_user(action.connection(), user_id);
  if (!user) return user.error();
  if (user->id == 0) return wrong("user_id", "Unknown user selected");
  action.ticket.user_id = user_id;
  const Status removed = db::drop_collaborator(action.connection(), action.thread_id(), user_id);
  if (!removed) return removed;
  const std::string name = name_or_mailbox(user->name, user->address);
  return log_event(
      action, "edited",
      Json::Object{{"owner", user_id}, {"fields", Json::Object{{"Ticket Owner", name}}}});
}

}  // namespace ost::domain
