// SPDX-License-Identifier: MIT
#include "domain/filter_data.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "domain/thread_post.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kFieldPrefix = "field.";
constexpr std::int64_t kTopicActive = 0x0002;

std::string tag_of(std::int64_t field_id) {
  return std::string(kFieldPrefix) + std::to_string(field_id);
}

// "field.N.M", or "field.N.abb": what belongs to a chosen list item.
bool is_property(std::string_view name) {
  return std::count(name.begin(), name.end(), '.') == 2;
}

// What PHP takes for nothing is left out, so that a rule sees "" instead. Several items that were
// chosen from a list have their properties side by side (SelectionField::getFilterData).
void add_answer(const std::string& name, const std::string& text, FilterData& form) {
  if (!is_property(name) && (text.empty() || text == "0")) return;
  const auto [place, is_new] = form.emplace(name, text);
  if (!is_new) place->second += " " + text;
}

FilterData data_of(const FormEntry& entry) {
  FilterData form;
  for (const auto& [name, text] : entry.filter_data()) add_answer(name, text, form);
  return form;
}

// A new user's form counts with every text it has, but without the properties of list items
// (Ticket::filterTicketData).
void add_new_user(const FormEntry& entry, FilterData& data) {
  for (const auto& [name, text] : entry.filter_data())
    if (!is_property(name)) data[name] = text;
}

// Fields of the forms of a type that osTicket fills from elsewhere.
void add_own(const HelpDesk& desk, std::string_view form_type, std::string_view field,
             const std::string& text, FilterData& data) {
  const db::FormRow* form = desk.form_of_type(form_type);
  for (const db::FormFieldRow& row : desk.form_fields)
    if (form && row.form_id == form->id && row.name == field) data[tag_of(row.id)] = text;
}

void add_requester(const TicketDraft& draft, FilterData& data) {
  add_own(draft.desk, "U", "name", draft.name, data);
  add_own(draft.desk, "U", "email", draft.email, data);
}

const db::FormFieldRow* field_of(const HelpDesk& desk, std::int64_t id) {
  for (const db::FormFieldRow& row : desk.form_fields)
    if (row.id == id) return &row;
  return nullptr;
}

// True when a rule asks for a field that users, or organisations, may have stored answers to.
bool asks_for_stored(const HelpDesk& desk, const db::FilterRow& filter,
                     std::string_view form_type) {
  if (!is_for_api(filter)) return false;
  for (const db::FilterRuleRow& rule : desk.filter_rules) {
    if (rule.filter_id != filter.id || rule.what.rfind(kFieldPrefix, 0) != 0) continue;
    std::int64_t id = 0;
    const char* end = rule.what.data() + rule.what.size();
    std::from_chars(rule.what.data() + kFieldPrefix.size(), end, id);
    const db::FormFieldRow* field = field_of(desk, id);
    const db::FormRow* form = field ? desk.form(field->form_id) : nullptr;
    if (!form || (form->type != form_type && form->type != "G")) continue;
    if (form->type == "G" || (field->name != "name" && field->name != "email")) return true;
  }
  return false;
}

void add_field(const FormField& field, const std::optional<FieldValue>& value, FilterData& form) {
  add_answer(tag_of(field.id()), field.to_text(value), form);
  for (const auto& [suffix, text] : field.item_properties(value))
    add_answer(tag_of(field.id()) + suffix, text, form);
}

// A stored form from its first value on, with the fields of the form that have no answer; what
// follows it.
using Values = std::vector<db::FormValueRow>;
Values::const_iterator add_entry(const HelpDesk& desk, const Values& values,
                                 Values::const_iterator value, FilterData& data) {
  FilterData form;
  std::set<std::int64_t> answered;
  std::int64_t form_id = 0;
  for (const std::int64_t entry = value->entry_id; value != values.end(); ++value) {
    if (value->entry_id != entry) break;
    const db::FormFieldRow* row = field_of(desk, value->field_id);
    if (!row) continue;
    if (row->form_id > 0) form_id = row->form_id;
    answered.insert(row->id);
    const FormField field(*row, desk);
    add_field(field, field.load({value->value, value->value_id}), form);
  }
  for (const db::FormFieldRow& row : desk.form_fields)
    if (form_id > 0 && row.form_id == form_id && answered.count(row.id) == 0)
      add_field(FormField(row, desk), std::nullopt, form);
  data.merge(form);
  return value;
}

base::Status add_stored(db::Connection& connection, const HelpDesk& desk, char object_type,
                        std::int64_t object_id, FilterData& data) {
  const std::string form_type(1, object_type);
  const bool is_asked = std::any_of(
      desk.filters.begin(), desk.filters.end(),
      [&](const db::FilterRow& filter) { return asks_for_stored(desk, filter, form_type); });
  if (object_id == 0 || !is_asked) return {};
  const auto values = db::load_form_values(connection, object_type, object_id);
  if (!values) return values.error();
  for (auto value = values->begin(); value != values->end();)
    value = add_entry(desk, *values, value, data);
  return {};
}

// The body as it came; the field of the ticket form that shows it says the same.
base::Status add_message(const TicketDraft& draft, FilterData& data) {
  const auto message = read_message(draft.request.message);
  if (!message) return message.error();
  data["body"] = base::strip_emoticons(message->text);
  const std::int64_t form_id = draft.ticket_form->form_id();
  for (const db::FormFieldRow& row : draft.desk.form_fields)
    if (row.form_id == form_id && row.type == "thread" && row.name == "message")
      data[tag_of(row.id)] = data["body"];
  return {};
}

void trim_all(FilterData& data) {
  for (auto& [name, text] : data)
    if (name != "body") text = std::string(base::trim(text));
}

}  // namespace

base::Result<FilterData> collect_filter_data(db::Connection& connection, const TicketDraft& draft) {
  const HelpDesk& desk = draft.desk;
  FilterData data = data_of(*draft.ticket_form);
  for (const TicketDraft::TopicForm& form : draft.topic_forms) {
    FilterData topic_form = data_of(form.entry);
    data.merge(topic_form);
  }
  base::Status added = add_message(draft, data);
  if (added && !draft.is_new_user) added = add_stored(connection, desk, 'U', draft.user.id, data);
  if (draft.is_new_user && draft.user_form) add_new_user(*draft.user_form, data);
  if (added) added = add_stored(connection, desk, 'O', draft.organization.id, data);
  if (!added) return added.error();
  add_requester(draft, data);
  if (draft.organization.id > 0) add_own(desk, "O", "name", draft.organization.name, data);
  data["name"] = draft.name;
  data["email"] = draft.email;
  if (draft.request.topic_id) data["topicId"] = std::to_string(*draft.request.topic_id);
  trim_all(data);
  return data;
}

FilterData filter_data_after_creation(FilterData data, const TicketDraft& draft) {
  const std::int64_t asked = draft.filter_topic_id.value_or(draft.request.topic_id.value_or(0));
  if (asked != 0) {
    const db::HelpTopicRow* topic = draft.desk.topic(asked);
    const bool is_active = topic && (topic->flags & kTopicActive);
    data["topicId"] = is_active ? std::to_string(asked) : "0";
  }
  if (!draft.is_new_user || !draft.user_form) return data;
  for (const auto& [name, text] : draft.user_form->filter_data()) data.erase(name);
  FilterData stored = data_of(*draft.user_form);
  data.merge(stored);
  add_requester(draft, data);
  trim_all(data);
  return data;
}

}  // namespace ost::domain
