// SPDX-License-Identifier: MIT
#include "domain/create/help_topic.hpp"

#include "base/text.hpp"
#include "domain/create/organization.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kTopicActive = 0x0002;
constexpr std::int64_t kFieldEnabled = 0x0001;

// The fields that a topic turns off in one of its forms, out of those that are on (Topic::getForms,
// DynamicForm::disableFields).
std::set<std::int64_t> disabled_fields(const HelpDesk& desk, const TopicFormDefinition& row) {
  std::set<std::int64_t> disabled;
  const base::Json* ids = row.settings.find("disable");
  if (!ids || !ids->array()) return disabled;
  for (const base::Json& id : *ids->array())
    for (const FieldDefinition& field : desk.form_fields)
      if (field.id == id.to_integer() && field.form_id == row.form_id &&
          (field.flags & kFieldEnabled))
        disabled.insert(field.id);
  return disabled;
}

std::string disabled_as_json(const HelpDesk& desk, std::int64_t form_id,
                             const std::set<std::int64_t>& disabled) {
  base::Json::Array ids;
  for (const FieldDefinition& field : desk.form_fields)
    if (field.form_id == form_id && disabled.count(field.id) > 0) ids.emplace_back(field.id);
  return base::encode_json(base::Json::Object{{"disable", base::Json(std::move(ids))}});
}

// The members of the request by the names of fields; the known members are fields too. The phone
// number comes in capitals, so that its extension stands behind an X (ApiJsonDataParser::fixup).
std::vector<FieldInput> inputs_of(const NewTicket& request) {
  std::vector<FieldInput> inputs = request.fields;
  for (FieldInput& input : inputs)
    if (input.name == "phone" && input.value.string())
      input.value = base::upper_ascii(*input.value.string());
  inputs.push_back({"subject", request.subject});
  inputs.push_back({"message", request.message});
  inputs.push_back({"email", request.email});
  if (request.name) inputs.push_back({"name", *request.name});
  if (request.priority_id) inputs.push_back({"priority", *request.priority_id});
  return inputs;
}

// Members that no form took: a known user's form is not filled in again, and what has no field
// anywhere is not known.
void warn_of_unused(TicketDraft& draft) {
  for (const FieldInput& input : draft.request.fields) {
    if (draft.form_report.used.count(input.name) > 0) continue;
    const bool is_of_user =
        draft.user_form && !draft.is_new_user && draft.user_form->value(input.name);
    draft.warnings.push_back(input.name + (is_of_user ? ": not used, as the user is known already"
                                                      : ": not used, as it is not known here"));
  }
}

void add(FormReport& report, const FormReport& more) {
  report.refused.insert(report.refused.end(), more.refused.begin(), more.refused.end());
  report.warnings.insert(report.warnings.end(), more.warnings.begin(), more.warnings.end());
  report.used.insert(more.used.begin(), more.used.end());
}

base::Error refused_fields(std::vector<base::FieldError> refused) {
  return base::Error{base::Errc::kInvalidFields, "Some fields cannot be sent over this API", "",
                     std::move(refused)};
}

void set_priority(TicketDraft& draft, std::int64_t id) {
  if (!draft.ticket_form || id <= 0) return;
  // One that is gone is set all the same, without a name; and so is any other, once one was sent
  // that does not exist (DynamicForm::setAnswer, PriorityField::to_php).
  const db::PriorityRow* priority = draft.desk.priority(id);
  const auto* sent = draft.ticket_form->value("priority");
  const bool has_name = priority && (!sent || !*sent || (*sent)->is_known);
  draft.ticket_form->set("priority",
                         FieldValue{has_name ? priority->description : "", {}, id, has_name});
}

bool has_priority(const TicketDraft& draft) {
  const auto* value = draft.ticket_form ? draft.ticket_form->value("priority") : nullptr;
  return value && *value && (*value)->id;
}

void use_topic(TicketDraft& draft, const db::HelpTopicRow& topic) {
  if (draft.dept_id == 0) draft.dept_id = topic.dept_id;
  if (draft.wanted_status_id == 0) draft.wanted_status_id = topic.status_id;
  if (!has_priority(draft)) set_priority(draft, topic.priority_id);
  if (!draft.wanted_staff_id && topic.staff_id > 0)
    draft.wanted_staff_id = topic.staff_id;
  else if (!draft.wanted_team_id && topic.team_id > 0)
    draft.wanted_team_id = topic.team_id;
  if (draft.sla_trump.value_or(0) == 0) draft.sla_trump.reset();
  if (!draft.sla_trump && topic.sla_id > 0) draft.sla_trump = topic.sla_id;
}

// "s2" is agent 2, "t1" team 1 (Organization::getAccountManagerId).
void use_account_manager(TicketDraft& draft) {
  const std::string& manager = draft.organization.manager;
  if (!assigns_account_manager(draft.organization) || manager.size() < 2) return;
  const std::int64_t id = base::Json(manager.substr(1)).to_integer();
  if (!draft.wanted_staff_id && manager[0] == 's')
    draft.wanted_staff_id = id;
  else if (!draft.wanted_team_id && manager[0] == 't')
    draft.wanted_team_id = id;
}

void use_defaults(TicketDraft& draft) {
  const HelpDesk& desk = draft.desk;
  if (!has_priority(draft)) set_priority(draft, desk.setting_number("default_priority_id"));
  if (draft.dept_id == 0) draft.dept_id = desk.setting_number("default_dept_id");
  const std::int64_t status = desk.setting_number("default_ticket_status_id");
  draft.status_id = status > 0 ? status : 1;
  if (draft.wanted_status_id == 0) draft.wanted_status_id = draft.status_id;
}

}  // namespace

base::Status fill_forms(TicketDraft& draft) {
  const HelpDesk& desk = draft.desk;
  const std::vector<FieldInput> inputs = inputs_of(draft.request);
  FormReport& report = draft.form_report;
  const db::FormRow* ticket_form = desk.form_of_type("T");
  if (!ticket_form) return base::internal_error("the help desk has no ticket form");
  const std::int64_t now = draft.request.received_at;
  draft.ticket_form.emplace(*ticket_form, desk, now);
  const std::int64_t topic_id = draft.request.topic_id.value_or(0);
  std::int64_t index = 0;
  for (const TopicFormDefinition& row : desk.topic_forms) {
    const db::FormRow* form = row.topic_id == topic_id ? desk.form(row.form_id) : nullptr;
    if (!form || !desk.topic(topic_id)) continue;
    const std::set<std::int64_t> disabled = disabled_fields(desk, row);
    const std::string extra = disabled_as_json(desk, form->id, disabled);
    if (form->type == "T") {
      draft.ticket_form->disable(disabled);
      draft.ticket_form_sort = index++;
      draft.ticket_form_extra = extra;
      continue;
    }
    draft.topic_forms.push_back({FormEntry(*form, desk, now), index++, extra});
    draft.topic_forms.back().entry.disable(disabled);
    draft.topic_forms.back().entry.fill(inputs, report);
  }
  draft.ticket_form->fill(inputs, report);
  if (const db::FormRow* user_form = desk.form_of_type("U")) {
    draft.user_form.emplace(*user_form, desk, now);
    draft.new_user_form = draft.user_form;
    draft.new_user_form->fill(inputs, draft.new_user_report);
  }
  return {};
}

base::Status settle_forms(TicketDraft& draft) {
  if (draft.is_new_user && draft.new_user_form) {
    draft.user_form = draft.new_user_form;
    add(draft.form_report, draft.new_user_report);
  }
  warn_of_unused(draft);
  FormReport& report = draft.form_report;
  for (std::string& warning : report.warnings) draft.warnings.push_back(std::move(warning));
  if (report.refused.empty()) return {};
  return refused_fields(std::move(report.refused));
}

void choose_topic(TicketDraft& draft) {
  const std::int64_t asked = draft.filter_topic_id.value_or(draft.request.topic_id.value_or(0));
  if (asked > 0) {
    draft.topic = draft.desk.topic(asked);
    const bool active = draft.topic && (draft.topic->flags & kTopicActive);
    if (!draft.topic)
      draft.warnings.push_back("topic_id: there is no such help topic");
    else if (!active)
      draft.warnings.push_back("topic_id: this help topic is not active");
  }
  if (!draft.topic) draft.topic = draft.desk.topic(draft.desk.setting_number("default_help_topic"));
}

bool uses_topic_forms(const TicketDraft& draft) {
  const std::int64_t asked = draft.filter_topic_id.value_or(draft.request.topic_id.value_or(0));
  const db::HelpTopicRow* topic = draft.desk.topic(asked);
  return topic && (topic->flags & kTopicActive);
}

void route(TicketDraft& draft) {
  draft.dept_id = draft.filter_dept_id.value_or(0);
  draft.wanted_status_id = draft.filter_status_id.value_or(0);
  draft.wanted_staff_id = draft.filter_staff_id;
  draft.wanted_team_id = draft.filter_team_id;
  draft.sla_trump = draft.filter_sla_id;
  if (draft.filter_priority_id && !has_priority(draft))
    set_priority(draft, *draft.filter_priority_id);
  if (draft.topic) use_topic(draft, *draft.topic);
  use_account_manager(draft);
  use_defaults(draft);
}

}  // namespace ost::domain
