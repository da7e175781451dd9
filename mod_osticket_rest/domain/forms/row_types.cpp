// SPDX-License-Identifier: MIT
#include "domain/forms/row_types.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/desk/names.hpp"
#include "domain/forms/choices.hpp"

namespace ost::domain {
namespace {

// The key of the first of several choices, or the one that was sent.
std::string first_key(const SentChoices& sent) {
  return sent.is_list ? sent.items[0].first : key_of(sent.value);
}

FieldValue assignee(const HelpDesk& desk, const std::string& key) {
  FieldValue value;
  const std::int64_t id = key.empty() ? 0 : whole_number(key.substr(1)).value_or(0);
  const db::StaffRow* agent = key[0] == 's' ? desk.agent(id) : nullptr;
  const db::TeamRow* team = key[0] == 't' ? desk.team(id) : nullptr;
  if (agent) value.choices = {{key, agent->first_name + " " + agent->last_name}};
  if (team) value.choices = {{key, team->name}};
  value.is_known = agent || team;
  return value;
}

// The department that is meant by its id or its name.
std::optional<Choices::value_type> chosen(const Choices& choices,
                                          const std::optional<FieldValue>& value) {
  if (!value || value->text.empty()) return std::nullopt;
  for (const auto& choice : choices)
    if (choice.first == value->text || choice.second == value->text) return choice;
  return std::nullopt;
}

}  // namespace

FieldType::Value NamedByIdType::load(const FormField&, const StoredAnswer& answer) const {
  if (!answer.value && !answer.value_id) return std::nullopt;
  FieldValue value;
  value.text = answer.value.value_or("");
  value.id = answer.value_id;
  return value;
}

StoredAnswer NamedByIdType::store(const FormField&, const Value& value) const {
  if (!value) return {};
  const bool has_name = !value->text.empty();
  return {has_name ? std::optional<std::string>(value->text) : std::nullopt, value->id};
}

std::string NamedByIdType::to_text(const FormField&, const Value& value) const {
  return value ? value->text : "";
}

std::string NamedByIdType::keys(const FormField&, const Value& value) const {
  return value && value->id ? std::to_string(*value->id) : "";
}

base::Json NamedByIdType::told(const FormField& field, const StoredAnswer& answer) const {
  const auto label =
      answer.value_id ? label_of(field, std::to_string(*answer.value_id)) : std::nullopt;
  if (label) return base::Json::Array{*label, *answer.value_id};
  return RowType::told(field, answer);
}

base::Json NamedByIdType::told_edited(const FormField&, const base::Json&,
                                      const Value& value) const {
  if (!value || !value->id) return {};
  return base::Json::Array{value->text, *value->id};
}

FieldType::Value NamedByIdType::parse(const FormField& field, const SentChoices& sent) const {
  if (sent.is_list && sent.items.empty()) return std::nullopt;
  const std::string key = first_key(sent);
  const auto id = whole_number(base::trim(key));
  const auto label = id ? label_of(field, std::to_string(*id)) : std::nullopt;
  if (!label) return std::nullopt;
  FieldValue value;
  value.text = *label;
  value.id = id;
  return value;
}

Choices PriorityType::offered(const FormField& field) const {
  Choices choices;
  for (const db::PriorityRow& priority : field.desk().priorities)
    choices.emplace_back(std::to_string(priority.id), priority.description);
  return choices;
}

FieldType::Value PriorityType::load(const FormField& field, const StoredAnswer& answer) const {
  Value value = NamedByIdType::load(field, answer);
  if (!value || !value->id) return value;
  const db::PriorityRow* priority = field.desk().priority(*value->id);
  value->text = priority ? priority->description : "";
  return value;
}

std::string PriorityType::keys(const FormField& field, const Value& value) const {
  const bool is_gone = value && value->id && !field.desk().priority(*value->id);
  return is_gone ? "" : NamedByIdType::keys(field, value);
}

Choices TopicType::offered(const FormField& field) const {
  return offered_topics(field.desk(), field.agent());
}

Choices DepartmentType::offered(const FormField& field) const {
  return offered_departments(field.desk(), field.agent());
}

// DepartmentField::to_php.
FieldType::Value DepartmentType::parse(const FormField& field, const SentChoices& sent) const {
  if (sent.is_list && sent.items.empty()) return std::nullopt;
  FieldValue value;
  value.text = first_key(sent);
  // 0 is the place of the first in a list, and the id of no department.
  if (value.text.empty() || value.text == "0") return FieldValue{{}, {}, {}, false};
  const Choices choices = offered(field);
  value.is_known = std::any_of(choices.begin(), choices.end(), [&](const auto& choice) {
    return choice.first == value.text || choice.second == value.text;
  });
  return value;
}

FieldType::Value DepartmentType::load(const FormField&, const StoredAnswer& answer) const {
  if (!answer.value) return std::nullopt;
  FieldValue value;
  value.id = answer.value_id;
  value.text = answer.value_id ? std::to_string(*answer.value_id) : *answer.value;
  return value;
}

// A name is stored with the id, an id as it came (DepartmentField::to_database).
StoredAnswer DepartmentType::store(const FormField& field, const Value& value) const {
  if (!value || value->text.empty()) return {};
  for (const auto& [key, label] : offered(field))
    if (label == value->text) return {value->text, whole_number(key)};
  return {value->text, std::nullopt};
}

StoredAnswer DepartmentType::store_edited(const FormField& field, const std::string&,
                                          const Value& value) const {
  const auto choice = chosen(offered(field), value);
  if (!choice) return {};
  return {choice->second, whole_number(choice->first)};
}

// What is no department is an empty list.
base::Json DepartmentType::told(const FormField& field, const StoredAnswer& answer) const {
  if (answer.value_id) return *answer.value_id;
  if (!answer.value || answer.value->empty()) return base::Json::Array();
  for (const auto& [key, label] : offered(field))
    if (label == *answer.value) return base::Json::Array{label, whole_number(key).value_or(0)};
  return *answer.value;
}

base::Json DepartmentType::told_edited(const FormField& field, const base::Json&,
                                       const Value& value) const {
  const auto choice = chosen(offered(field), value);
  if (!choice) return base::Json::Array();
  return base::Json::Array{choice->second, whole_number(choice->first).value_or(0)};
}

std::string DepartmentType::to_text(const FormField& field, const Value& value) const {
  return value ? label_of(field, value->text).value_or("") : "";
}

// osTicket gives the place in a list of one (DepartmentField::getChoice).
std::string DepartmentType::keys(const FormField& field, const Value& value) const {
  return value && label_of(field, value->text) ? "0" : "";
}

Choices AssigneeType::offered(const FormField& field) const {
  return offered_assignees(field.desk(), field.settings().assignees);
}

// Agents and teams together are groups of choices, of which those that were sent are taken.
SentChoices AssigneeType::through_widget(const FormField& field, const SentChoices& sent) const {
  if (!field.settings().assignees.empty()) return OfferingType::through_widget(field, sent);
  SentChoices made;
  made.is_list = true;
  const auto items = sent.as_items();
  for (const auto& [key, label] : offered(field))
    for (const auto& item : items)
      if (item.second.to_string() == key) made.items.emplace_back(key, label);
  made.is_complete = made.items.size() == items.size();
  return made;
}

FieldType::Value AssigneeType::parse(const FormField& field, const SentChoices& sent) const {
  if (sent.is_list) {
    if (sent.items.empty()) return std::nullopt;
    return assignee(field.desk(), sent.items[0].first);
  }
  FieldValue value;
  value.text = sent.value.to_string();
  value.is_known = label_of(field, value.text).has_value();
  return value;
}

FieldType::Value AssigneeType::load(const FormField& field, const StoredAnswer& answer) const {
  if (!answer.value) return std::nullopt;
  const auto parsed = base::parse_json(*answer.value);
  const SentChoices stored = parsed ? sent_choices(*parsed) : SentChoices();
  const auto id = whole_number(*answer.value);
  if (!id && stored.items.empty()) return std::nullopt;
  return assignee(field.desk(), id ? "s" + std::to_string(*id) : stored.items[0].first);
}

StoredAnswer AssigneeType::store(const FormField&, const Value& value) const {
  if (!value || (value->choices.empty() && value->text.empty())) return {};
  if (value->choices.empty()) return {value->text, std::nullopt};
  return {base::encode_json(json_of(value->choices)), std::nullopt};
}

std::string AssigneeType::to_text(const FormField& field, const Value& value) const {
  if (!value) return "";
  if (value->choices.empty()) return value->text;
  const auto& [key, label] = value->choices[0];
  const std::int64_t id = whole_number(key.substr(1)).value_or(0);
  const db::StaffRow* agent = key[0] == 's' ? field.desk().agent(id) : nullptr;
  return agent ? agent_name_text(field.desk(), *agent) : label;
}

std::string AssigneeType::keys(const FormField&, const Value& value) const {
  if (!value || value->choices.empty()) return "";
  return base::encode_json(json_of(value->choices));
}

}  // namespace ost::domain
