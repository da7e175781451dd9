// SPDX-License-Identifier: MIT
#include "domain/create/placement.hpp"

#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {
namespace {

bool misses_for_close(const HelpDesk& desk, const Routing& routing, const TicketForms& forms) {
  const bool needs_topic = desk.setting_number("require_topic_to_close") != 0;
  return forms.misses_for_close() || (needs_topic && !routing.topic);
}

}  // namespace

InitialStatus initial_status(const HelpDesk& desk, const Routing& routing,
                             const TicketForms& forms) {
  const std::int64_t set_up = desk.setting_number("default_ticket_status_id");
  const std::int64_t usual = set_up > 0 ? set_up : 1;
  const db::TicketStatusRow* wanted = desk.status(routing.status_id);
  if (!wanted || wanted->id == usual) return {usual, InitialStatus::How::kDefault};
  if (wanted->state == "open") return {wanted->id, InitialStatus::How::kSet};
  if (wanted->state != "closed") return {usual, InitialStatus::How::kDefault};
  if (misses_for_close(desk, routing, forms)) return {usual, InitialStatus::How::kKept};
  return {wanted->id, InitialStatus::How::kClosed};
}

Placement place(const HelpDesk& desk, const Routing& routing, const TicketForms& forms,
                const std::string& now) {
  Placement placement;
  placement.topic_id = routing.topic ? routing.topic->id : 0;
  placement.dept_id = routing.dept_id;
  placement.sla_id = select_sla(desk, routing.sla_id, routing.dept_id, placement.topic_id);
  placement.status = initial_status(desk, routing, forms);
  placement.est_duedate = due_date(desk, placement.sla_id, placement.dept_id, now);
  if (placement.status.is_closed()) return placement;
  const db::StaffRow* agent = desk.agent(routing.staff_id.value_or(0));
  if (agent && is_available(*agent)) placement.staff_id = agent->id;
  const db::TeamRow* team = desk.team(routing.team_id.value_or(0));
  if (team && (team->flags & kTeamEnabled)) placement.team_id = team->id;
  return placement;
}

std::vector<std::string> unmet_wishes(const Wishes& wishes, const Placement& placement) {
  std::vector<std::string> warnings;
  if (wishes.staff_id.value_or(0) > 0 && placement.staff_id != *wishes.staff_id)
    warnings.emplace_back("staff_id: the ticket is not assigned to this agent");
  if (wishes.team_id.value_or(0) > 0 && placement.team_id != *wishes.team_id)
    warnings.emplace_back("team_id: the ticket is not assigned to this team");
  return warnings;
}

}  // namespace ost::domain
