// SPDX-License-Identifier: MIT
#include "domain/create/placement.hpp"

#include "domain/create/requester.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {
namespace {

bool is_active(const db::HelpTopicRow* topic) {
  return topic && (topic->flags & kTopicActive);
}

void choose_topic(const HelpDesk& desk, std::int64_t asked, Routing& routing) {
  if (asked > 0) {
    routing.topic = desk.topic(asked);
    if (!routing.topic)
      routing.warning = "topic_id: there is no such help topic";
    else if (!is_active(routing.topic))
      routing.warning = "topic_id: this help topic is not active";
  }
  if (!routing.topic) routing.topic = desk.topic(desk.setting_number("default_help_topic"));
}

void use_topic(const db::HelpTopicRow& topic, Routing& routing) {
  if (routing.dept_id == 0) routing.dept_id = topic.dept_id;
  if (routing.status_id == 0) routing.status_id = topic.status_id;
  if (!routing.staff_id && topic.staff_id > 0)
    routing.staff_id = topic.staff_id;
  else if (!routing.team_id && topic.team_id > 0)
    routing.team_id = topic.team_id;
  if (routing.sla_id == 0) routing.sla_id = topic.sla_id;
}

// "s2" is agent 2, "t1" team 1 (Organization::getAccountManagerId).
void use_account_manager(const db::OrganizationRow& organization, Routing& routing) {
  const std::string& manager = organization.manager;
  if (!assigns_account_manager(organization) || manager.size() < 2) return;
  const std::int64_t id = base::Json(manager.substr(1)).to_integer();
  if (!routing.staff_id && manager[0] == 's')
    routing.staff_id = id;
  else if (!routing.team_id && manager[0] == 't')
    routing.team_id = id;
}

bool has_priority(const FormEntry& form) {
  const auto* value = form.value("priority");
  return value && *value && (*value)->id;
}

// One that is gone is set all the same, without a name; and so is any other, once one was sent
// that does not exist (DynamicForm::setAnswer, PriorityField::to_php).
void set_priority(const HelpDesk& desk, std::int64_t id, FormEntry& form) {
  if (id <= 0 || has_priority(form)) return;
  const db::PriorityRow* priority = desk.priority(id);
  const auto* sent = form.value("priority");
  const bool has_name = priority && (!sent || !*sent || (*sent)->is_known);
  form.set("priority", FieldValue{has_name ? priority->description : "", {}, id, has_name});
}

}  // namespace

std::int64_t asked_topic(const FilterVerdict& verdict, std::optional<std::int64_t> requested) {
  return verdict.topic_id.value_or(requested.value_or(0));
}

bool has_topic_forms(const HelpDesk& desk, std::int64_t asked_topic) {
  return is_active(desk.topic(asked_topic));
}

Routing route(const HelpDesk& desk, const Asked& asked, const FilterVerdict& verdict,
              const db::OrganizationRow& organization) {
  const Wishes& wishes = asked.wishes;
  Routing routing;
  choose_topic(desk, asked.topic_id, routing);
  routing.dept_id = verdict.dept_id.value_or(wishes.dept_id.value_or(0));
  routing.status_id = verdict.status_id.value_or(wishes.status_id.value_or(0));
  routing.staff_id = verdict.staff_id ? verdict.staff_id : wishes.staff_id;
  routing.team_id = verdict.team_id ? verdict.team_id : wishes.team_id;
  routing.sla_id = verdict.sla_id.value_or(wishes.sla_id.value_or(0));
  if (routing.topic) use_topic(*routing.topic, routing);
  use_account_manager(organization, routing);
  if (routing.dept_id == 0) routing.dept_id = desk.setting_number("default_dept_id");
  return routing;
}

std::int64_t asked_priority(const FilterVerdict& verdict, const Wishes& wishes) {
  return verdict.priority_id.value_or(wishes.priority_id.value_or(0));
}

TicketForms with_priority(TicketForms forms, const HelpDesk& desk, std::int64_t asked,
                          const db::HelpTopicRow* topic) {
  FormEntry& form = forms.ticket.entry;
  set_priority(desk, asked, form);
  if (topic) set_priority(desk, topic->priority_id, form);
  set_priority(desk, desk.setting_number("default_priority_id"), form);
  return forms;
}

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
  const db::TicketStatusRow* status = desk.status(placement.status.id);
  if (!status || status->state != "open") return placement;
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
