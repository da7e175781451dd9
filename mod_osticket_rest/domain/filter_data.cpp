// SPDX-License-Identifier: MIT
#include "domain/filter_data.hpp"

#include "base/text.hpp"

namespace ost::domain {
namespace {

std::string tag_of(std::int64_t field_id) {
  return "field." + std::to_string(field_id);
}

// The first to name a field counts.
void add_form(const FormEntry& form, FilterData& data) {
  for (const auto& [name, text] : form.filter_data())
    if (!text.empty()) data.emplace(name, base::trim(text));
}

// Fields of the forms of a type, and among them those that osTicket keeps in a table of their own.
void add_own(const HelpDesk& desk, std::string_view form_type, std::string_view field,
             const std::string& text, FilterData& data) {
  const db::FormRow* form = desk.form_of_type(form_type);
  for (const db::FormFieldRow& row : desk.form_fields)
    if (form && row.form_id == form->id && row.name == field) data[tag_of(row.id)] = text;
}

bool has_rule_for(const HelpDesk& desk, std::string_view form_type) {
  const db::FormRow* form = desk.form_of_type(form_type);
  for (const db::FormFieldRow& field : desk.form_fields) {
    if (!form || field.form_id != form->id || field.name == "name" || field.name == "email")
      continue;
    for (const db::FilterRuleRow& rule : desk.filter_rules)
      if (rule.what == tag_of(field.id)) return true;
  }
  return false;
}

base::Status add_stored(db::Connection& connection, const HelpDesk& desk, char object_type,
                        std::int64_t object_id, FilterData& data) {
  const std::string form_type(1, object_type);
  if (object_id == 0 || !has_rule_for(desk, form_type)) return {};
  const auto values = db::load_form_values(connection, object_type, object_id);
  if (!values) return values.error();
  for (const db::FormValueRow& value : *values)
    for (const db::FormFieldRow& row : desk.form_fields) {
      if (row.id != value.field_id) continue;
      const FormField field(row, desk);
      const std::string text = field.to_text(field.load({value.value, value.value_id}));
      if (!text.empty()) data.emplace(tag_of(row.id), base::trim(text));
    }
  return {};
}

}  // namespace

base::Result<FilterData> collect_filter_data(db::Connection& connection, const TicketDraft& draft) {
  const HelpDesk& desk = draft.desk;
  FilterData data;
  add_form(*draft.ticket_form, data);
  for (const TicketDraft::TopicForm& form : draft.topic_forms) add_form(form.entry, data);
  base::Status added;
  if (draft.is_new_user) {
    if (draft.user_form) add_form(*draft.user_form, data);
  } else {
    added = add_stored(connection, desk, 'U', draft.user.id, data);
  }
  if (added) added = add_stored(connection, desk, 'O', draft.organization.id, data);
  if (!added) return added.error();
  add_own(desk, "U", "name", draft.name, data);
  add_own(desk, "U", "email", draft.email, data);
  if (draft.organization.id > 0) add_own(desk, "O", "name", draft.organization.name, data);
  data["name"] = base::trim(draft.name);
  data["email"] = base::trim(draft.email);
  data["body"] = draft.request.message;
  return data;
}

}  // namespace ost::domain
