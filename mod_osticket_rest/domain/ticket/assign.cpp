// SPDX-License-Identifier: MIT
#include "domain/ticket/changes.hpp"

#include "domain/desk/agent.hpp"
#include "domain/desk/names.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Json;
using base::Status;

base::Error unknown_assignee(const char* member) {
  return base::Error{base::Errc::kInvalidFields,
                     std::string("Invalid fields: ") + member,
                     "",
                     {{member, "Unknown assignee"}}};
}

// As the history names an agent, whatever format the help desk has for names.
std::string original_name(const db::StaffRow& agent) {
  return agent_name(agent).original;
}

/// Who gets the ticket, and what is told of it.
struct Handover {
  Assignment to;
  std::string title;  ///< of the note
  bool is_told = true;
};

// What follows the event of an assignment (Ticket::onAssign).
Status settle(TicketAction& action, const Handover& handover, const Remarks& remarks) {
  if (is_in_state(action.desk(), action.ticket, "closed"))
    if (Status reopened = reopen_ticket(action); !reopened) return reopened;
  const auto note = log_comments(action, handover.title, remarks.comments);
  if (!note) return note.error();
  if (!handover.is_told || !remarks.alert) return {};
  TicketAssigned event{action.ticket, handover.to};
  if (*note) {
    event.comments = (*note)->body;
    event.note_id = (*note)->id;
  }
  event.assigner_id = action.agent_id();
  return announce(action, {event});
}

Status keep_part(TicketAction& action, const db::ReferralRow& former, const Remarks& remarks) {
  return former.id > 0 && remarks.keep_referral ? refer(action, former) : Status();
}

}  // namespace

Status assign_agent(TicketAction& action, std::int64_t staff_id, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kAssign); !allowed) return allowed;
  const HelpDesk& desk = action.desk();
  const std::int64_t former = action.ticket.staff_id;
  if (former == staff_id) return {};
  const db::StaffRow* agent = desk.agent(staff_id);
  const db::DepartmentRow* dept = desk.department(action.ticket.dept_id);
  const bool is_claim = staff_id == action.agent_id();
  if (!agent || !dept || !takes_agent(desk, *dept, *agent) ||
      (!is_claim && !sees_agent(desk, *action.agent, *agent)))
    return unknown_assignee("staff_id");
  action.ticket.staff_id = staff_id;
  Status done = drop_referral(action, {'S', staff_id});
  if (done)
    done =
        log_event(action, "assigned",
                  is_claim ? Json::Object{{"claim", true}}
                           : Json::Object{{"staff", Json::Array{staff_id, original_name(*agent)}}});
  const std::string name = agent_name_text(desk, *agent);
  const Handover handover{
      {staff_id, 0}, (is_claim ? "Ticket claimed by " : "Ticket Assigned to ") + name, !is_claim};
  if (done) done = settle(action, handover, remarks);
  return done ? keep_part(action, {'S', former}, remarks) : done;
}

Status assign_team(TicketAction& action, std::int64_t team_id, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kAssign); !allowed) return allowed;
  const std::int64_t former = action.ticket.team_id;
  if (former == team_id) return {};
  const db::TeamRow* team = action.desk().team(team_id);
  if (!team || !is_active_team(action.desk(), *team)) return unknown_assignee("team_id");
  action.ticket.team_id = team_id;
  Status done = drop_referral(action, {'E', team_id});
  if (done) done = log_event(action, "assigned", Json::Object{{"team", team_id}});
  if (done) done = settle(action, {{0, team_id}, "Ticket Assigned to " + team->name}, remarks);
  return done ? keep_part(action, {'E', former}, remarks) : done;
}

Status release(TicketAction& action, const Release& what, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kRelease); !allowed) return allowed;
  db::TicketRow& ticket = action.ticket;
  const bool has_agent = what.agent && ticket.staff_id > 0;
  const bool has_team = what.team && ticket.team_id > 0;
  if (!has_agent && !has_team) return {};
  // Of a closed ticket osTicket takes the one or the other, but not both at once
  // (Ticket::unassign), and tells of it all the same.
  const bool stays = has_agent && has_team && is_in_state(action.desk(), ticket, "closed");
  Json::Object released;
  if (has_agent && !stays) {
    if (const db::StaffRow* agent = action.desk().agent(ticket.staff_id))
      released.emplace_back("staff", Json::Array{agent->id, original_name(*agent)});
    ticket.staff_id = 0;
  }
  if (has_team && !stays) {
    if (action.desk().team(ticket.team_id)) released.emplace_back("team", ticket.team_id);
    ticket.team_id = 0;
  }
  if (Status logged = log_event(action, "released", std::move(released)); !logged) return logged;
  const auto note = write_comments(action, "Assignment Released", remarks.comments);
  return note ? Status() : Status(note.error());
}

}  // namespace ost::domain
