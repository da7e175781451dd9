// SPDX-License-Identifier: MIT
#include "domain/filters/filter_data.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kFieldPrefix = "field.";

using Values = std::vector<db::FormValueRow>;

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

// The first form to name a field counts.
void add_form(const FormEntry& entry, FilterData& data) {
  FilterData form;
  for (const auto& [name, text] : entry.filter_data()) add_answer(name, text, form);
  data.merge(form);
}

// Fields of the forms of a type that osTicket fills from elsewhere.
void set_own(const HelpDesk& desk, std::string_view form_type, std::string_view field,
             const std::string& text, FilterData& data) {
  const db::FormRow* form = desk.form_of_type(form_type);
  for (const FieldDefinition& row : desk.form_fields)
    if (form && row.form_id == form->id && row.name == field) data[tag_of(row.id)] = text;
}

const FieldDefinition* field_of(const HelpDesk& desk, std::int64_t id) {
  for (const FieldDefinition& row : desk.form_fields)
    if (row.id == id) return &row;
  return nullptr;
}

// Name and address of users, and the name of organisations, are no answers of their forms.
bool is_kept_elsewhere(std::string_view form_type, std::string_view field) {
  return field == "name" || (form_type == "U" && field == "email");
}

// True when a rule of the filter asks for a field that users, or organisations, may have answered.
bool asks_for_stored(const HelpDesk& desk, const db::FilterRow& filter,
                     std::string_view form_type) {
  if (!is_for_api(filter)) return false;
  for (const db::FilterRuleRow& rule : desk.filter_rules) {
    if (rule.filter_id != filter.id || rule.what.rfind(kFieldPrefix, 0) != 0) continue;
    std::int64_t id = 0;
    const char* end = rule.what.data() + rule.what.size();
    std::from_chars(rule.what.data() + kFieldPrefix.size(), end, id);
    const FieldDefinition* field = field_of(desk, id);
    const db::FormRow* form = field ? desk.form(field->form_id) : nullptr;
    if (!form) continue;
    // Agents may add forms of their own making to users and organisations.
    if (form->type == "G") return true;
    if (form->type == form_type && !is_kept_elsewhere(form_type, field->name)) return true;
  }
  return false;
}

bool asks_for_stored(const HelpDesk& desk, std::string_view form_type) {
  return std::any_of(desk.filters.begin(), desk.filters.end(), [&](const db::FilterRow& filter) {
    return asks_for_stored(desk, filter, form_type);
  });
}

void add_field(const FormField& field, const std::optional<FieldValue>& value, FilterData& form) {
  add_answer(tag_of(field.id()), field.to_text(value), form);
  for (const auto& [suffix, text] : field.item_properties(value))
    add_answer(tag_of(field.id()) + suffix, text, form);
}

// One stored form from its first value on, with the fields of the form that have no answer; what
// follows it.
Values::const_iterator add_entry(const HelpDesk& desk, const Values& values,
                                 Values::const_iterator value, FilterData& data) {
  FilterData form;
  std::set<std::int64_t> answered;
  std::int64_t form_id = 0;
  for (const std::int64_t entry = value->entry_id; value != values.end(); ++value) {
    if (value->entry_id != entry) break;
    const FieldDefinition* row = field_of(desk, value->field_id);
    if (!row) continue;
    if (row->form_id > 0) form_id = row->form_id;
    answered.insert(row->id);
    const FormField field(*row, desk);
    add_field(field, field.load({value->value, value->value_id}), form);
  }
  for (const FieldDefinition& row : desk.form_fields)
    if (form_id > 0 && row.form_id == form_id && answered.count(row.id) == 0)
      add_field(FormField(row, desk), std::nullopt, form);
  data.merge(form);
  return value;
}

FilterData data_of(const HelpDesk& desk, const Values& values) {
  FilterData data;
  for (auto value = values.begin(); value != values.end();)
    value = add_entry(desk, values, value, data);
  return data;
}

base::Status load_stored(db::Connection& connection, const HelpDesk& desk, char object_type,
                         std::int64_t object_id, FilterData& data) {
  if (object_id == 0 || !asks_for_stored(desk, std::string(1, object_type))) return {};
  const auto values = db::load_form_values(connection, object_type, object_id);
  if (!values) return values.error();
  data = data_of(desk, *values);
  return {};
}

// The ticket's own forms. The field that holds the message shows what the body shows.
void add_ticket(const FilteredTicket& ticket, FilterData& data) {
  const FormEntry& form = ticket.forms.ticket.entry;
  add_form(form, data);
  for (const FieldDefinition& row : ticket.desk.form_fields)
    if (row.form_id == form.form_id() && row.type == "thread" && row.name == "message")
      data[tag_of(row.id)] = ticket.message;
  for (const PlacedForm& more : ticket.forms.of_topic) add_form(more.entry, data);
  data["body"] = ticket.message;
}

// A new user's form counts with every text it has, as he sent it, but without the properties of
// list items; name and address are those of the form.
void add_new_user(const FilteredTicket& ticket, FilterData& data) {
  data["name"] = ticket.user.name;
  data["email"] = ticket.user.address;
  if (!ticket.new_user_form) return;
  for (const auto& [name, text] : ticket.new_user_form->filter_data())
    if (!is_property(name)) data[name] = text;
  for (const char* name : {"name", "email"})
    if (const auto* value = ticket.new_user_form->value(name); value && *value)
      data[name] = (*value)->text;
}

void add_known_user(const FilteredTicket& ticket, FilterData user, FilterData& data) {
  const std::string& address = ticket.user.address;
  set_own(ticket.desk, "U", "name", user_name_text(ticket.desk, ticket.user.name, address), user);
  set_own(ticket.desk, "U", "email", address, user);
  data.merge(user);
  data["name"] = name_or_mailbox(ticket.user.name, address);
  data["email"] = address;
}

void add_organization(const FilteredTicket& ticket, FilterData organization, FilterData& data) {
  if (ticket.organization.id == 0) return;
  set_own(ticket.desk, "O", "name", ticket.organization.name, organization);
  data.merge(organization);
}

// All but the body, as TicketFilter's constructor does.
void trim_all(FilterData& data) {
  for (auto& [name, text] : data)
    if (name != "body") text = std::string(base::trim(text));
}

}  // namespace

base::Result<StoredFilterData> load_stored_filter_data(db::Connection& connection,
                                                       const HelpDesk& desk, std::int64_t user_id,
                                                       std::int64_t organization_id) {
  StoredFilterData stored;
  base::Status loaded = load_stored(connection, desk, 'U', user_id, stored.user);
  if (loaded) loaded = load_stored(connection, desk, 'O', organization_id, stored.organization);
  if (!loaded) return loaded.error();
  return stored;
}

FilterData filter_data(const FilteredTicket& ticket, const StoredFilterData& stored) {
  FilterData data;
  add_ticket(ticket, data);
  if (ticket.user.id == 0)
    add_new_user(ticket, data);
  else
    add_known_user(ticket, stored.user, data);
  add_organization(ticket, stored.organization, data);
  if (ticket.topic_id) data["topicId"] = std::to_string(*ticket.topic_id);
  trim_all(data);
  return data;
}

FilterData filter_data_after_creation(const FilteredTicket& ticket,
                                      const StoredFilterData& stored) {
  FilterData data;
  add_ticket(ticket, data);
  const FormEntry* form = ticket.new_user_form;
  add_known_user(ticket, form ? data_of(ticket.desk, form->rows(0)) : stored.user, data);
  add_organization(ticket, stored.organization, data);
  if (ticket.topic_id) {
    const db::HelpTopicRow* topic = ticket.desk.topic(*ticket.topic_id);
    const bool is_active = topic && (topic->flags & kTopicActive) != 0;
    data["topicId"] = is_active ? std::to_string(*ticket.topic_id) : "0";
  }
  trim_all(data);
  return data;
}

}  // namespace ost::domain
