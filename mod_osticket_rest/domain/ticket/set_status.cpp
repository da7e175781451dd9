// SPDX-License-Identifier: MIT
#include "domain/ticket/set_status.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "domain/desk/agents.hpp"
#include "domain/sla/sla.hpp"
#include "domain/ticket/close_rules.hpp"
#include "domain/ticket/ticket_event.hpp"

namespace ost::domain {
namespace {

using base::Error;
using base::Status;

constexpr std::int64_t kNoAssignmentOnReopen = 0x0020;  // Dept::FLAG_DISABLE_REOPEN_AUTO_ASSIGN

/// What a change of status is about.
struct Change {
  db::Connection& connection;
  const HelpDesk& desk;
  db::TicketRow& ticket;
  const db::TicketStatusRow& to;
  const std::string& now;
};

std::string state_of(const HelpDesk& desk, const db::TicketRow& ticket) {
  const db::TicketStatusRow* status = desk.status(ticket.status_id);
  return status ? status->state : "";
}

// Dates of one format compare as text (Ticket::clearOverdue).
void clear_overdue(db::TicketRow& ticket, const std::string& now) {
  ticket.is_overdue = false;
  if (ticket.duedate && *ticket.duedate <= now) ticket.duedate.reset();
  if (ticket.est_duedate && *ticket.est_duedate <= now) ticket.est_duedate.reset();
}

Status log(const Change& change, const char* name, std::optional<std::string> data) {
  return db::insert_events(change.connection, change.ticket.thread_id,
                           {event_of(change.desk, change.ticket, name, std::move(data))},
                           change.now);
}

Status annul_closed(const Change& change) {
  return db::annul_events(change.connection, change.ticket.thread_id,
                          change.desk.event_id("closed"));
}

Status close(const Change& change) {
  if (state_of(change.desk, change.ticket) != "closed")
    if (Status checked = check_closeable(change.connection, change.desk, change.ticket); !checked)
      return checked;
  db::TicketRow& ticket = change.ticket;
  ticket.status_id = change.to.id;
  ticket.closed = ticket.last_update = change.now;
  clear_overdue(ticket, change.now);
  // An agent who is no longer there is forgotten.
  if (!change.desk.agent(ticket.staff_id)) ticket.staff_id = 0;
  Status done = db::update_ticket(change.connection, ticket, change.now);
  const bool refers = ticket.staff_id > 0 && change.desk.setting_number("auto_refer_closed") != 0;
  if (done && refers)
    done = db::refer_to_agent(change.connection, ticket.thread_id, ticket.staff_id, change.now);
  if (done) done = annul_closed(change);
  const base::Json what(base::Json::Array{change.to.id, change.to.name});
  if (done) done = log(change, "closed", base::encode_json(base::Json::Object{{"status", what}}));
  return done ? db::delete_drafts(change.connection, ticket.id) : done;
}

bool is_below(const HelpDesk& desk, std::int64_t dept_id, std::int64_t ancestor_id) {
  for (int depth = 0; dept_id > 0 && depth < 32; ++depth) {
    if (dept_id == ancestor_id) return true;
    const db::DepartmentRow* dept = desk.department(dept_id);
    dept_id = dept ? dept->parent_id : 0;
  }
  return false;
}

// His own department, those he has access to or manages, and what lies below
// (Staff::canAccessDept).
bool can_access(const HelpDesk& desk, const db::StaffRow& agent, std::int64_t dept_id) {
  const db::DepartmentRow* dept = desk.department(dept_id);
  if (!dept || agent.assigned_only) return false;
  if (is_below(desk, dept_id, agent.dept_id) || dept->manager_id == agent.id) return true;
  return std::any_of(desk.staff_departments.begin(), desk.staff_departments.end(),
                     [&](const db::StaffDepartmentRow& row) {
                       return row.staff_id == agent.id && is_below(desk, dept_id, row.dept_id);
                     });
}

// The agent who closed it or answered last gets it back, if he is there and may see it.
Status reassign(const Change& change) {
  db::TicketRow& ticket = change.ticket;
  const db::StaffRow* agent = change.desk.agent(ticket.staff_id);
  if (!agent) {
    const auto last = db::last_respondent(change.connection, ticket.thread_id);
    if (!last) return last.error();
    agent = change.desk.agent(*last);
  }
  const db::DepartmentRow* dept = change.desk.department(ticket.dept_id);
  const bool assigns = dept && !(dept->flags & kNoAssignmentOnReopen);
  const bool fits =
      assigns && agent && is_available(*agent) && can_access(change.desk, *agent, ticket.dept_id);
  ticket.staff_id = fits ? agent->id : 0;
  return {};
}

Status reopen(const Change& change) {
  db::TicketRow& ticket = change.ticket;
  if (is_reopenable(change.desk, ticket))
    if (Status assigned = reassign(change); !assigned) return assigned;
  ticket.closed.reset();
  ticket.last_update = ticket.reopened = change.now;
  ticket.is_answered = false;
  ticket.status_id = change.to.id;
  if (ticket.is_overdue) clear_overdue(ticket, change.now);
  ticket.est_duedate = due_date(change.desk, ticket.sla_id, ticket.dept_id, change.now);
  Status done = db::update_ticket(change.connection, ticket, change.now);
  if (done) done = annul_closed(change);
  return done ? log(change, "reopened", std::nullopt) : done;
}

Status move_to_open(const Change& change) {
  const std::string state = state_of(change.desk, change.ticket);
  if (state == "closed") return reopen(change);
  if (state != "open") change.ticket.is_answered = false;
  change.ticket.status_id = change.to.id;
  if (Status done = db::update_ticket(change.connection, change.ticket, change.now); !done)
    return done;
  return log(change, "edited", base::encode_json(base::Json::Object{{"status", change.to.id}}));
}

}  // namespace

Status set_status(db::Connection& connection, const HelpDesk& desk, db::TicketRow& ticket,
                  std::int64_t status_id, const std::string& now) {
  const db::TicketStatusRow* to = desk.status(status_id);
  if (!to)
    return Error{base::Errc::kInvalidFields,
                 "Invalid fields: status_id",
                 "",
                 {{"status_id", "there is no such status"}}};
  if (to->id == ticket.status_id) return {};
  const Change change{connection, desk, ticket, *to, now};
  if (to->state == "closed") return close(change);
  if (to->state == "open") return move_to_open(change);
  return Error{
      base::Errc::kConflict,
      "A ticket cannot be given the status " + to->name + ": it is neither open nor closed",
      "",
      {}};
}

}  // namespace ost::domain
