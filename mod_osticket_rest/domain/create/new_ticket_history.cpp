// SPDX-License-Identifier: MIT
#include "domain/create/new_ticket_history.hpp"

#include "base/json.hpp"
#include "domain/desk/person_name.hpp"

namespace ost::domain {
namespace {

using base::Json;

constexpr char kSystem[] = "SYSTEM";
// osTicket names the filter for every assignment, whoever asked for it.
constexpr char kFilter[] = "Ticket Filter";

/// The history so far, and the ticket as the next event finds it.
class History {
 public:
  History(const HelpDesk& desk, const Placement& placement) : desk_(desk) {
    now_.dept_id = placement.dept_id;
    now_.topic_id = placement.topic_id;
  }

  void assign_agent(std::int64_t id) { now_.staff_id = id; }
  void assign_team(std::int64_t id) { now_.team_id = id; }

  db::EventEntryRow& add(const char* name, const char* username, std::optional<std::string> data) {
    db::EventEntryRow event = now_;
    event.event_id = desk_.event_id(name);
    event.username = username;
    event.data = std::move(data);
    return events_.emplace_back(std::move(event));
  }

  std::vector<db::EventEntryRow> finish() && { return std::move(events_); }

 private:
  const HelpDesk& desk_;
  db::EventEntryRow now_{};
  std::vector<db::EventEntryRow> events_{};
};

std::string json(const std::string& name, Json value) {
  return base::encode_json(Json::Object{{name, std::move(value)}});
}

void add_collaborators(const NewTicketHistory& parts, History& history) {
  for (const NewCollaborator& collaborator : parts.collaborators) {
    const db::UserRow& user = collaborator.user;
    const Json who(Json::Object{{"name", name_or_mailbox(user.name, user.address)}});
    const Json added(Json::Object{{std::to_string(user.id), who}});
    history.add("collab", kSystem, json("add", added));
  }
  if (parts.organization_id > 0) history.add("collab", kSystem, json("org", parts.organization_id));
}

void add_status(const HelpDesk& desk, const InitialStatus& status, History& history) {
  if (status.how == InitialStatus::How::kSet)
    history.add("edited", kSystem, json("status", status.id));
  if (!status.is_closed()) return;
  const db::TicketStatusRow* row = desk.status(status.id);
  history.add("closed", kSystem,
              json("status", Json(Json::Array{status.id, row ? row->name : std::string()})));
}

void add_assignments(const Placement& placement, History& history) {
  if (placement.staff_id > 0) {
    history.assign_agent(placement.staff_id);
    history.add("assigned", kFilter, json("staff", placement.staff_id));
  }
  if (placement.team_id > 0) {
    history.assign_team(placement.team_id);
    history.add("assigned", kFilter, json("team", placement.team_id));
  }
}

}  // namespace

std::vector<db::EventEntryRow> history_of(const HelpDesk& desk, const NewTicketHistory& parts) {
  History history(desk, parts.placement);
  db::EventEntryRow& created = history.add("created", kSystem, std::nullopt);
  created.user_id = parts.user_id;
  created.user_type = 'U';
  add_collaborators(parts, history);
  for (const std::string& description : parts.filter_descriptions)
    history.add("edited", kFilter, description);
  add_status(desk, parts.placement.status, history);
  add_assignments(parts.placement, history);
  return std::move(history).finish();
}

}  // namespace ost::domain
