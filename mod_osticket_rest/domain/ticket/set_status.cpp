// SPDX-License-Identifier: MIT
#include "domain/ticket/set_status.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/sla/sla.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/delete_ticket.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

base::Error cannot_close(const std::string& sentence) {
  return base::Error{base::Errc::kConflict, sentence, "", {}};
}

using FieldIds = std::vector<std::int64_t>;

void add_disabled(const base::Json& settings, FieldIds& disabled) {
  const base::Json* ids = settings.find("disable");
  if (!ids || !ids->array()) return;
  for (const base::Json& id : *ids->array()) disabled.push_back(id.to_integer());
}

// Fields that the ticket's topic turns off are not asked for; those that the topic it came with had
// turned off where it has none (Ticket::getMissingRequiredFields).
bool misses_answers(const HelpDesk& desk, const db::TicketRow& ticket,
                    const db::Hindrances& found) {
  FieldIds disabled;
  if (desk.topic(ticket.topic_id)) {
    for (const TopicFormDefinition& row : desk.topic_forms)
      if (row.topic_id == ticket.topic_id) add_disabled(row.settings, disabled);
  } else {
    for (const std::string& text : found.form_settings) add_disabled(json_in(text), disabled);
  }
  return std::any_of(found.missing.begin(), found.missing.end(), [&](std::int64_t field) {
    return std::find(disabled.begin(), disabled.end(), field) == disabled.end();
  });
}

}  // namespace

base::Status check_closeable(db::Connection& connection, const HelpDesk& desk,
                             const db::TicketRow& ticket) {
  const auto found = db::find_hindrances(connection, ticket.id);
  if (!found) return found.error();
  if (misses_answers(desk, ticket, *found))
    return cannot_close(
        "This ticket is missing data on one or more required fields and cannot be closed");
  if (found->open_tasks > 0)
    return cannot_close("This ticket has " + std::to_string(found->open_tasks) +
                        " open tasks and cannot be closed");
  if (desk.setting_number("require_topic_to_close") != 0 && ticket.topic_id == 0)
    return cannot_close("This ticket is missing a Help Topic and cannot be closed");
  return {};
}

bool is_reopenable(const HelpDesk& desk, const db::TicketRow& ticket) {
  const db::DepartmentRow* dept = desk.department(ticket.dept_id);
  const db::HelpTopicRow* topic = desk.topic(ticket.topic_id);
  const TicketStatus* status = desk.status(ticket.status_id);
  if (!dept || (dept->flags & kDepartmentArchived)) return false;
  if (topic && (topic->flags & kTopicArchived)) return false;
  if (!status || status->state != "closed") return true;
  const base::Json* allowed = status->settings.find("allowreopen");
  const base::Json* named = status->settings.find("reopenstatus");
  return allowed && allowed->to_boolean() && named && !named->is_null();
}

namespace {

using base::Error;
using base::Json;
using base::Status;

std::string state_of(const TicketAction& action) {
  const db::TicketStatusRow* status = action.desk().status(action.ticket.status_id);
  return status ? status->state : "";
}

// Ticket::setStatus asks for the first and the last; for opening it is TicketsAjaxAPI that asks.
Status check_permission(const TicketAction& action, const db::TicketStatusRow& to,
                        Opening opening) {
  if (!action.agent) return {};
  if (to.state == "closed") return may(action, Deed::kClose);
  if (to.state == "open") return opening == Opening::kAsked ? may(action, Deed::kReopen) : Status();
  return to.state == "deleted" ? may(action, Deed::kDeleteByStatus) : Status();
}

// Comments become a note of which agents hear unless the request says otherwise.
Status comment(TicketAction& action, const StatusChange& change) {
  const auto note = log_status_comments(action, change.comments);
  if (!note) return note.error();
  if (!*note || !change.alert) return {};
  return announce(action,
                  {activity_of(action, **note, "New Internal Note", action.ticket.staff_id)});
}

// The agent who closes it has it from then on; one who is no longer there is forgotten.
std::int64_t closing_agent(const TicketAction& action) {
  if (action.agent) return action.agent_id();
  return action.desk().agent(action.ticket.staff_id) ? action.ticket.staff_id : 0;
}

Status close(TicketAction& action, const db::TicketStatusRow& to, const StatusChange& change) {
  db::TicketRow& ticket = action.ticket;
  if (state_of(action) != "closed" && change.closing == Closing::kChecked)
    if (Status checked = check_closeable(action.connection(), action.desk(), ticket); !checked)
      return checked;
  const std::int64_t former =
      action.desk().agent(ticket.staff_id) ? ticket.staff_id : action.agent_id();
  ticket.status_id = to.id;
  ticket.closed = ticket.last_update = action.now;
  clear_overdue(ticket, action.now);
  ticket.staff_id = closing_agent(action);
  Status done;
  if (former > 0 && action.desk().setting_number("auto_refer_closed") != 0)
    done = refer(action, {'S', former});
  if (done) done = comment(action, change);
  if (done) done = annul_events(action, "closed");
  if (done)
    done = log_event(action, "closed", Json::Object{{"status", Json::Array{to.id, to.name}}});
  return done ? db::delete_drafts(action.connection(), ticket.id) : done;
}

// The agent who closed it or answered last gets it back, if he is there and may see it.
Status reassign(TicketAction& action) {
  db::TicketRow& ticket = action.ticket;
  const Staff* agent = action.desk().agent(ticket.staff_id);
  if (!agent) {
    const auto last = db::last_respondent(action.connection(), ticket.thread_id);
    if (!last) return last.error();
    agent = action.desk().agent(*last);
  }
  const db::DepartmentRow* dept = action.desk().department(ticket.dept_id);
  const bool assigns = dept && !(dept->flags & kDepartmentNoAssignmentOnReopen);
  const bool fits = assigns && agent && is_available(*agent) &&
                    Agent(action.desk(), *agent).can_access(ticket.dept_id);
  ticket.staff_id = fits ? agent->id : 0;
  return {};
}

Status reopen(TicketAction& action, const db::TicketStatusRow& to, const StatusChange& change) {
  db::TicketRow& ticket = action.ticket;
  if (is_reopenable(action.desk(), ticket))
    if (Status assigned = reassign(action); !assigned) return assigned;
  ticket.closed.reset();
  ticket.last_update = ticket.reopened = action.now;
  ticket.is_answered = false;
  ticket.status_id = to.id;
  Status done = comment(action, change);
  if (done) done = annul_events(action, "closed");
  if (done) done = log_event(action, "reopened");
  if (ticket.is_overdue) clear_overdue(ticket, action.now);
  ticket.est_duedate = due_date(action.desk(), ticket.sla_id, ticket.dept_id, action.now);
  return done;
}

Status move_to_open(TicketAction& action, const db::TicketStatusRow& to,
                    const StatusChange& change) {
  const std::string state = state_of(action);
  if (state == "closed") return reopen(action, to, change);
  if (state != "open") action.ticket.is_answered = false;
  action.ticket.status_id = to.id;
  Status done = comment(action, change);
  return done ? log_event(action, "edited", Json::Object{{"status", to.id}}) : done;
}

}  // namespace

Status set_status(TicketAction& action, const StatusChange& change) {
  const db::TicketStatusRow* to = action.desk().status(change.status_id);
  if (!to)
    return Error{base::Errc::kInvalidFields,
                 "Invalid fields: status_id",
                 "",
                 {{"status_id", "there is no such status"}}};
  if (Status allowed = check_permission(action, *to, change.opening); !allowed) return allowed;
  if (to->id == action.ticket.status_id) return {};
  if (to->state == "closed") return close(action, *to, change);
  if (to->state == "open") return move_to_open(action, *to, change);
  if (to->state == "deleted" && action.agent) {
    action.has_commented = change.comments.has_value();
    return delete_ticket(action, change.comments ? change.comments->posted.body : "");
  }
  return Error{
      base::Errc::kConflict,
      "A ticket cannot be given the status " + to->name + ": it is neither open nor closed",
      "",
      {}};
}

Status set_status_with_post(TicketAction& action, std::optional<std::int64_t> status_id) {
  if (!status_id || *status_id == action.ticket.status_id) return {};
  const db::TicketStatusRow* to = action.desk().status(*status_id);
  if (to && to->state == "deleted")
    return Error{base::Errc::kConflict, "What deletes the ticket cannot be said on it", "", {}};
  return set_status(action, {*status_id, Opening::kImplied});
}

void clear_overdue(db::TicketRow& ticket, const std::string& now) {
  ticket.is_overdue = false;
  if (ticket.duedate && *ticket.duedate <= now) ticket.duedate.reset();
  if (ticket.est_duedate && *ticket.est_duedate <= now) ticket.est_duedate.reset();
}

namespace {

const db::TicketStatusRow* open_status(const HelpDesk& desk, std::int64_t id) {
  const db::TicketStatusRow* status = desk.status(id);
  return status && status->state == "open" ? status : nullptr;
}

// The status that a closed one names for reopening; its 0 stands for the default
// (TicketStatus::getReopenStatus).
const db::TicketStatusRow* named_status(const HelpDesk& desk, const db::TicketRow& ticket) {
  const db::TicketStatusRow* closed = desk.status(ticket.status_id);
  const base::Json settings = closed ? json_in(closed->properties) : base::Json();
  const base::Json* allowed = settings.find("allowreopen");
  const base::Json* named = settings.find("reopenstatus");
  if (!allowed || !allowed->to_boolean() || !named || named->is_null()) return nullptr;
  const std::int64_t id = named->to_integer();
  return open_status(desk, id > 0 ? id : desk.setting_number("default_ticket_status_id"));
}

}  // namespace

base::Status reopen_ticket(TicketAction& action) {
  const HelpDesk& desk = action.desk();
  const db::TicketStatusRow* status = named_status(desk, action.ticket);
  if (!status) status = open_status(desk, desk.setting_number("default_ticket_status_id"));
  return status ? set_status(action, {status->id, Opening::kImplied}) : base::Status();
}

}  // namespace ost::domain
