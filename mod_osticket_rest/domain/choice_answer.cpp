// SPDX-License-Identifier: MIT
#include "domain/choice_field.hpp"
#include "domain/person_name.hpp"

namespace ost::domain {

std::optional<FieldValue> ChoiceField::load(const StoredAnswer& answer) const {
  FieldValue value;
  value.text = answer.value.value_or("");
  value.id = answer.value_id;
  if ((is("priority") || is("topic")) && value.id) return value;
  if (!answer.value) return std::nullopt;
  if (is("department")) {
    if (answer.value_id) value.text = std::to_string(*answer.value_id);
    return value;
  }
  const auto parsed = base::parse_json(*answer.value);
  const SentChoices stored = parsed ? sent_choices(*parsed) : SentChoices();
  if (is("assignee")) {
    const auto id = whole_number(*answer.value);
    if (!id && stored.items.empty()) return std::nullopt;
    return assignee(id ? "s" + std::to_string(*id) : stored.items[0].first);
  }
  for (const auto& [key, label] : stored.items) value.choices.emplace_back(key, label.to_string());
  return value;
}

StoredAnswer ChoiceField::store(const FieldValue& value) const {
  if (is("priority") || is("topic"))
    return {value.text.empty() ? std::nullopt : std::optional<std::string>(value.text), value.id};
  if (!value.choices.empty()) return {base::encode_json(json_of(value.choices)), std::nullopt};
  if (value.text.empty()) return {};
  if (!is("department")) return {value.text, std::nullopt};
  // A name is stored with the id, an id as it came (DepartmentField::to_database).
  for (const auto& [key, label] : offered())
    if (label == value.text) return {value.text, whole_number(key)};
  return {value.text, std::nullopt};
}

std::string ChoiceField::to_text(const FieldValue& value) const {
  if (is("priority") || is("topic")) return value.text;
  if (is("department")) return label_of(value.text).value_or("");
  if (is("assignee")) {
    if (value.choices.empty()) return value.text;
    const std::string& key = value.choices[0].first;
    const db::StaffRow* agent =
        key[0] == 's' ? desk_.agent(whole_number(key.substr(1)).value_or(0)) : nullptr;
    return agent ? agent_name_text(desk_, *agent) : value.choices[0].second;
  }
  return joined(value.choices, true);
}

std::string ChoiceField::keys(const FieldValue& value) const {
  if (is("priority") && value.id && !desk_.priority(*value.id)) return "";
  if (is("priority") || is("topic")) return value.id ? std::to_string(*value.id) : "";
  // osTicket gives the place in a list of one (DepartmentField::getChoice).
  if (is("department")) return label_of(value.text) ? "0" : "";
  if (is("assignee")) return value.choices.empty() ? "" : base::encode_json(json_of(value.choices));
  return joined(value.choices, false);
}

}  // namespace ost::domain
