// SPDX-License-Identifier: MIT
#include "domain/create/assignment.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kTeamEnabled = 0x0001;  // Team::FLAG_ENABLED

// osTicket names the filter whoever asked for the assignment.
constexpr char kUsername[] = "Ticket Filter";

std::string data(const char* name, std::int64_t id) {
  return base::encode_json(base::Json::Object{{name, id}});
}

}  // namespace

bool is_available(const db::StaffRow& agent) {
  return agent.is_active && !agent.on_vacation;
}

void assign(TicketDraft& draft) {
  if (draft.is_closed) return;
  const db::StaffRow* agent = draft.desk.agent(draft.wanted_staff_id.value_or(0));
  if (agent && is_available(*agent)) {
    draft.staff_id = agent->id;
    log_event(draft, "assigned", data("staff", agent->id), kUsername);
  }
  const db::TeamRow* team = draft.desk.team(draft.wanted_team_id.value_or(0));
  if (team && (team->flags & kTeamEnabled)) {
    draft.team_id = team->id;
    log_event(draft, "assigned", data("team", team->id), kUsername);
  }
}

}  // namespace ost::domain
