// SPDX-License-Identifier: MIT
#include "domain/ticket/changes.hpp"

#include "domain/desk/agent.hpp"
#include "domain/desk/names.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

using base::Errc;
using base::Error;
using base::Json;
using base::Status;

Error unknown(const std::string& member) {
  return Error{
      Errc::kInvalidFields, "Invalid fields: " + member, "", {{member, "Unknown selection"}}};
}

Error conflict(const char* words) {
  return Error{Errc::kConflict, words, "", {}};
}

/// What the history tells of whom the ticket is referred to.
using Told = base::Result<Json::Object>;

Told tell_agent(const TicketAction& action, const Referral& wish) {
  const HelpDesk& desk = action.desk();
  const db::StaffRow* agent = desk.agent(wish.to.id);
  const db::DepartmentRow* dept = desk.department(action.ticket.dept_id);
  if (!agent || !dept || !takes_agent(desk, *dept, *agent) ||
      !sees_agent(desk, *action.agent, *agent))
    return unknown(wish.member);
  if (agent->id == action.ticket.staff_id) return conflict("Ticket is assigned to the agent");
  return Json::Object{{"staff", Json::Array{agent->id, agent_name(*agent).original}}};
}

Told tell_team(const TicketAction& action, const Referral& wish) {
  const db::TeamRow* team = action.desk().team(wish.to.id);
  if (!team || !is_active_team(action.desk(), *team)) return unknown(wish.member);
  if (team->id == action.ticket.team_id) return conflict("Ticket is assigned to the team");
  return Json::Object{{"team", team->id}};
}

Told tell_department(const TicketAction& action, const Referral& wish) {
  const db::DepartmentRow* dept = action.desk().department(wish.to.id);
  if (!dept || !sees_department(*action.agent, *dept)) return unknown(wish.member);
  if (dept->id == action.ticket.dept_id) return conflict("Ticket is already in the department");
  return Json::Object{{"dept", dept->id}};
}

Told tell(const TicketAction& action, const Referral& wish) {
  if (wish.to.type == 'S') return tell_agent(action, wish);
  return wish.to.type == 'E' ? tell_team(action, wish) : tell_department(action, wish);
}

}  // namespace

base::Result<PreparedReferral> prepare_referral(const HelpDesk& desk, const Referral& asked) {
  auto comments = read_comments(desk, asked.comments);
  if (!comments) return comments.error();
  return PreparedReferral{asked, std::move(*comments)};
}

base::Result<std::int64_t> refer_ticket(TicketAction& action, const PreparedReferral& referral) {
  if (Status allowed = may(action, Deed::kAssign); !allowed) return allowed.error();
  const Referral& wish = referral.asked;
  Told told = tell(action, wish);
  if (!told) return told.error();
  if (is_referred_to(action, wish.to)) return conflict("Unable to refer ticket");
  if (Status done = refer(action, wish.to); !done) return done.error();
  const auto id = action.connection().last_id();
  if (!id) return id.error();
  if (Status logged = log_event(action, "referred", std::move(*told)); !logged)
    return logged.error();
  const auto note = log_comments(action, "Referral", referral.comments);
  if (!note) return note.error();
  if (!*note || !wish.alert) return *id;
  const Status announced =
      announce(action, {activity_of(action, **note, "New Internal Note", action.ticket.staff_id)});
  if (!announced) return announced.error();
  return *id;
}

}  // namespace ost::domain
