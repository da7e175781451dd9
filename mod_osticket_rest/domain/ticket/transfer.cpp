// SPDX-License-Identifier: MIT
#include "domain/ticket/changes.hpp"

#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Status;

// A department for its members alone drops the agent of an open ticket who is none.
void drop_stranger(TicketAction& action, const db::DepartmentRow& dept) {
  const HelpDesk& desk = action.desk();
  const db::StaffRow* agent = desk.agent(action.ticket.staff_id);
  if (agent && (dept.flags & kDepartmentMembersOnly) && is_in_state(desk, action.ticket, "open") &&
      !is_member(desk, dept, *agent))
    action.ticket.staff_id = 0;
}

// The department's plan takes the place of none, and of one that is only passing.
void take_sla(TicketAction& action, const db::DepartmentRow& dept) {
  const db::SlaRow* sla = action.desk().sla(action.ticket.sla_id);
  const bool gives_way = !sla || (sla->flags & kSlaTransient);
  if (gives_way && action.desk().sla(dept.sla_id)) action.ticket.sla_id = dept.sla_id;
}

std::string name_of(const db::DepartmentRow* dept) {
  return dept ? dept->name : "";
}

}  // namespace

Status transfer(TicketAction& action, std::int64_t dept_id, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kTransfer); !allowed) return allowed;
  const HelpDesk& desk = action.desk();
  const std::int64_t former_id = action.ticket.dept_id;
  if (dept_id == former_id) return {};
  const db::DepartmentRow* dept = desk.department(dept_id);
  if (!dept || !sees_department(*action.agent, *dept))
    return base::Error{base::Errc::kInvalidFields,
                       "Invalid fields: dept_id",
                       "",
                       {{"dept_id", "this department is not offered"}}};
  const db::DepartmentRow* former = desk.department(former_id);
  action.ticket.dept_id = dept_id;
  drop_stranger(action, *dept);
  Status done;
  if (is_in_state(desk, action.ticket, "closed")) done = reopen_ticket(action);
  take_sla(action, *dept);
  if (done) done = log_event(action, "transferred", base::Json::Object{{"dept", dept->name}});
  if (done) done = drop_referral(action, {'D', dept_id});
  if (!done) return done;
  auto note = write_comments(
      action, "Ticket transferred from " + name_of(former) + " to " + dept->name, remarks.comments);
  if (!note) return note.error();
  if (former && remarks.keep_referral) done = refer(action, {'D', former_id});
  if (!done || !remarks.alert) return done;
  return announce(action, {TicketTransferred{action.ticket, std::move(*note), action.agent_id()}});
}

}  // namespace ost::domain
