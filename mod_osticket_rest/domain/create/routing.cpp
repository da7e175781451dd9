// SPDX-License-Identifier: MIT
#include "domain/create/routing.hpp"

#include "domain/create/organization.hpp"
#include "domain/desk/flags.hpp"

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

TicketForms with_priority(TicketForms forms, const HelpDesk& desk, const FilterVerdict& verdict,
                          const db::HelpTopicRow* topic) {
  FormEntry& form = forms.ticket.entry;
  set_priority(desk, verdict.priority_id.value_or(0), form);
  if (topic) set_priority(desk, topic->priority_id, form);
  set_priority(desk, desk.setting_number("default_priority_id"), form);
  return forms;
}

}  // namespace ost::domain
