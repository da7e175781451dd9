// SPDX-License-Identifier: MIT
#include "api/read/catalogue_json.hpp"

#include <set>

#include "base/text.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/forms/form_field.hpp"

namespace ost::api {
namespace {

// Forms of tickets, users, organizations, and those that administrators make for topics.
constexpr std::string_view kFormTypes = "TUOG";

std::optional<std::int64_t> known(std::int64_t id) {
  return id > 0 ? std::optional<std::int64_t>(id) : std::nullopt;
}

void write_path(JsonWriter& json, const std::string& name, const std::string& path) {
  json.name("name").string(name).name("full_name").string(path);
}

// Topic::getForms
bool is_turned_off(const domain::TopicFormDefinition& row, std::int64_t field_id) {
  const base::Json* ids = row.settings.find("disable");
  if (!ids || !ids->array()) return false;
  for (const base::Json& id : *ids->array())
    if (id.to_integer() == field_id) return true;
  return false;
}

void write_choices(JsonWriter& json, const domain::FormField& field) {
  const auto choices = field.choices();
  json.name("choices");
  if (!choices) {
    json.null();
    return;
  }
  json.begin_array();
  for (const auto& [key, label] : *choices)
    json.begin_object().name("key").string(key).name("label").string(label).end_object();
  json.end_array();
}

void write_form(JsonWriter& json, const domain::TopicFormDefinition& row, const DeskView& view) {
  const db::FormRow* form = view.desk.form(row.form_id);
  if (!form) return;
  json.begin_object().name("id").number(form->id).name("title").string(form->title);
  json.name("fields").begin_array();
  for (const domain::FieldDefinition& field : view.desk.form_fields)
    if (field.form_id == form->id && is_shown(field, view) && !is_turned_off(row, field.id))
      write_field(json, field, view);
  json.end_array().end_object();
}

}  // namespace

void write_status(JsonWriter& json, const domain::TicketStatus& status, const DeskView&) {
  json.begin_object().name("id").number(status.id).name("name").string(status.name);
  json.name("state").string(status.state);
  json.name("is_active").boolean((status.mode & domain::kStatusEnabled) != 0).end_object();
}

void write_department(JsonWriter& json, const db::DepartmentRow& department, const DeskView& view) {
  json.begin_object().name("id").number(department.id);
  write_path(json, department.name, domain::department_path(view.desk, department.id));
  json.name("parent_id").maybe_number(known(department.parent_id));
  json.name("is_public").boolean(department.is_public);
  json.name("is_active").boolean((department.flags & domain::kDepartmentActive) != 0);
  json.name("manager_id").maybe_number(known(department.manager_id));
  json.name("sla_id").maybe_number(known(department.sla_id)).end_object();
}

void write_topic(JsonWriter& json, const db::HelpTopicRow& topic, const DeskView& view) {
  json.begin_object().name("id").number(topic.id);
  write_path(json, topic.topic, domain::topic_path(view.desk, topic.id));
  json.name("parent_id").maybe_number(known(topic.parent_id));
  json.name("is_public").boolean(topic.is_public);
  json.name("is_active").boolean((topic.flags & domain::kTopicActive) != 0);
  json.name("dept_id").maybe_number(known(topic.dept_id));
  json.name("priority_id").maybe_number(known(topic.priority_id));
  json.name("status_id").maybe_number(known(topic.status_id));
  json.name("sla_id").maybe_number(known(topic.sla_id));
  json.name("forms").begin_array();
  for (const domain::TopicFormDefinition& row : view.desk.topic_forms)
    if (row.topic_id == topic.id) write_form(json, row, view);
  json.end_array().end_object();
}

void write_priority(JsonWriter& json, const db::PriorityRow& priority, const DeskView&) {
  json.begin_object().name("id").number(priority.id).name("name").string(priority.priority);
  json.name("description").string(priority.description);
  json.name("urgency").number(priority.urgency);
  json.name("is_public").boolean(priority.is_public).end_object();
}

void write_agent(JsonWriter& json, const domain::Staff& agent, const DeskView& view) {
  const std::string name = agent.first_name + " " + agent.last_name;
  const db::DepartmentRow* department = view.desk.department(agent.dept_id);
  json.begin_object().name("id").number(agent.id).name("name").string(base::trim(name));
  json.name("dept_id").maybe_number(known(agent.dept_id)).name("department");
  if (department)
    json.string(domain::department_path(view.desk, department->id));
  else
    json.null();
  json.name("available").boolean(domain::is_available(agent));
  if (view.scope.allows(Permission::kUsers)) json.name("email").string(agent.email);
  json.end_object();
}

void write_team(JsonWriter& json, const db::TeamRow& team, const DeskView& view) {
  json.begin_object().name("id").number(team.id).name("name").string(team.name);
  json.name("lead_id").maybe_number(known(team.lead_id));
  json.name("is_active").boolean((team.flags & domain::kTeamEnabled) != 0);
  json.name("members").begin_array();
  for (const db::TeamMemberRow& member : view.desk.team_members)
    if (member.team_id == team.id) json.number(member.staff_id);
  json.end_array().end_object();
}

void write_sla(JsonWriter& json, const db::SlaRow& sla, const DeskView&) {
  json.begin_object().name("id").number(sla.id).name("name").string(sla.name);
  json.name("grace_hours").number(sla.grace_period);
  json.name("is_active").boolean((sla.flags & domain::kSlaActive) != 0);
  json.name("schedule_id").maybe_number(known(sla.schedule_id)).end_object();
}

void write_field(JsonWriter& json, const domain::FieldDefinition& row, const DeskView& view) {
  const domain::FormField field(row, view.desk);
  const db::FormRow* form = view.desk.form(row.form_id);
  json.begin_object().name("id").number(row.id).name("name").string(field.column());
  json.name("label").string(row.label).name("type").string(row.type);
  json.name("form_id").number(row.form_id).name("form").string(form ? form->title : "");
  json.name("is_required").boolean(field.is_required());
  json.name("is_required_for_close").boolean(field.is_required_for_close());
  json.name("is_multiple").boolean(field.settings().is_multiple);
  write_choices(json, field);
  json.end_object();
}

bool is_shown(const domain::FieldDefinition& row, const DeskView& view) {
  const domain::FormField field(row, view.desk);
  const db::FormRow* form = view.desk.form(row.form_id);
  return form && form->type.size() == 1 && kFormTypes.find(form->type) != std::string_view::npos &&
         field.is_enabled() && field.has_data();
}

}  // namespace ost::api
