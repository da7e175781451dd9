// SPDX-License-Identifier: MIT
#include "domain/choice_field.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/time_zone.hpp"
#include "domain/offered_choices.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kItemEnabled = 0x0001;

// Something was sent that PHP takes for nothing in the end.
FieldValue nothing() {
  FieldValue value;
  value.is_known = false;
  return value;
}

FieldValue unknown(const std::string& text) {
  FieldValue value = nothing();
  value.text = text;
  return value;
}

// Keys are often JSON, and sometimes keys with commas between them (ChoiceField::to_php).
std::vector<std::string> keys_in(const std::string& text) {
  std::vector<std::string> keys;
  if (text.find(',') == std::string::npos || text[0] == ',') return keys;
  for (const std::string_view part : base::split(text, ',')) keys.emplace_back(base::trim(part));
  return keys;
}

}  // namespace

bool ChoiceField::is_choice_type(std::string_view type) {
  for (const std::string_view known :
       {"choices", "priority", "department", "topic", "assignee", "timezone"})
    if (type == known) return true;
  return type.rfind("list-", 0) == 0;
}

bool ChoiceField::is_list() const {
  return row_.type.rfind("list-", 0) == 0;
}

bool ChoiceField::is_multiple() const {
  const base::Json* multiple = configuration_.find("multiselect");
  return multiple && multiple->to_boolean();
}

std::int64_t ChoiceField::list_id() const {
  return whole_number(std::string_view(row_.type).substr(5)).value_or(0);
}

std::string ChoiceField::setting(std::string_view name) const {
  const base::Json* value = configuration_.find(name);
  return value ? value->to_string() : "";
}

Choices ChoiceField::offered() const {
  if (is_list()) return offered_items(desk_, list_id());
  if (is("department")) return offered_departments(desk_);
  if (is("topic")) return offered_topics(desk_);
  if (is("assignee")) return offered_assignees(desk_, base::lower_ascii(setting("target")));
  if (is("choices")) return offered_lines(setting("choices"));
  Choices choices;
  if (is("priority"))
    for (const db::PriorityRow& priority : desk_.priorities)
      choices.emplace_back(std::to_string(priority.id), priority.description);
  return choices;
}

std::optional<std::string> ChoiceField::label_of(const std::string& key) const {
  if (is("timezone")) {
    if (!base::TimeZone::named(key)) return std::nullopt;
    std::string label;
    for (const char c : key) label += c == '/' ? std::string(" / ") : std::string(1, c);
    return label;
  }
  const Choices choices = offered();
  const std::string* label = find_label(choices, key);
  return label ? std::optional<std::string>(*label) : std::nullopt;
}

const db::ListItemRow* ChoiceField::item(std::int64_t id) const {
  for (const db::ListItemRow& row : desk_.list_items)
    if (row.id == id && row.list_id == list_id()) return &row;
  return nullptr;
}

// By value, then by abbreviation, whether it is enabled or not; a number is an id
// (SelectionField::lookupChoice, DynamicList::getItem).
const db::ListItemRow* ChoiceField::look_up(const base::Json& value) const {
  if (value.integer()) return item(*value.integer());
  const std::string text = value.to_string();
  const db::ListItemRow* abbreviated = nullptr;
  for (const db::ListItemRow& row : desk_.list_items) {
    if (row.list_id != list_id()) continue;
    if (base::equal_ignoring_case(row.value, text)) return &row;
    if (!abbreviated && base::equal_ignoring_case(row.extra, text)) abbreviated = &row;
  }
  return abbreviated;
}

// Choices that are offered come with their labels. The first one that is not is handed on by
// itself (ChoicesWidget::getValue, TextboxSelectionWidget::getValue).
SentChoices ChoiceField::through_widget(const SentChoices& sent) const {
  SentChoices made;
  made.is_list = true;
  if (is("assignee") && setting("target").empty()) {
    const auto items = sent.as_items();
    for (const auto& [key, label] : offered())
      for (const auto& sent_item : items)
        if (sent_item.second.to_string() == key) made.items.emplace_back(key, label);
    return made;
  }
  for (const auto& [key, value] : sent.as_items()) {
    const std::string text = value.to_string();
    const db::ListItemRow* found = nullptr;
    if (const auto label = label_of(text)) {
      made.items.emplace_back(text, *label);
    } else if (is_list() && (found = look_up(value))) {
      made.items.emplace_back(std::to_string(found->id), found->value);
    } else if (key == "0" && value.to_boolean()) {
      made.is_list = false;
      made.value = value;
      return made;
    }
  }
  return made;
}

std::optional<FieldValue> ChoiceField::parse(const SentChoices& sent) const {
  if (is_list()) return parse_items(sent);
  if (is("priority") || is("topic")) return parse_by_id(sent);
  if (is("department")) return parse_department(sent);
  if (is("assignee")) return parse_assignee(sent);
  return parse_keys(sent);
}

// ChoiceField::to_php: a single choice of one key is that key.
std::optional<FieldValue> ChoiceField::parse_keys(const SentChoices& sent) const {
  FieldValue value;
  std::string only = sent.value.to_string();
  bool is_single = !sent.is_list;
  for (const auto& [key, label] : sent.items) value.choices.emplace_back(key, label.to_string());
  const auto keys = is_single ? keys_in(only) : std::vector<std::string>();
  for (const std::string& key : keys)
    if (const auto label = label_of(key)) value.choices.emplace_back(key, *label);
  if (!value.choices.empty()) is_single = false;
  if (is_single && !keys.empty()) only = keys[0];
  if (sent.is_list && value.choices.empty()) return std::nullopt;
  if (!is_single && !is_multiple() && value.choices.size() == 1) {
    only = value.choices[0].first;
    is_single = true;
  }
  if (!is_single) {
    for (const auto& choice : value.choices)
      if (!label_of(choice.first)) value.is_known = false;
    return value;
  }
  if (only.empty() || only == "0") return nothing();
  const auto label = label_of(only);
  if (!label) return unknown(only);
  value.choices = {{only, *label}};
  return value;
}

// SelectionField::parse: keys are ids before values are. A list has its keys 0, 1, 2, so osTicket
// takes the second value of one for item 1.
std::optional<FieldValue> ChoiceField::parse_items(const SentChoices& sent) const {
  FieldValue value;
  const auto items = sent.as_items();
  for (const auto& [key, wanted] : items) {
    const std::string text = wanted.to_string();
    const db::ListItemRow* found = item(whole_number(key).value_or(0));
    if (!found) {
      const db::ListItemRow* by_id = item(whole_number(text).value_or(0));
      if (by_id && (by_id->status & kItemEnabled) != 0) found = by_id;
    }
    if (!found && wanted.integer()) found = item(*wanted.integer());
    for (const db::ListItemRow& row : desk_.list_items)
      if (!found && row.list_id == list_id() && base::equal_ignoring_case(row.extra, text))
        found = &row;
    if (found && !find_label(value.choices, std::to_string(found->id)))
      value.choices.emplace_back(std::to_string(found->id), found->value);
  }
  if (value.choices.empty()) return std::nullopt;
  value.is_known = value.choices.size() == items.size();
  return value;
}

std::optional<FieldValue> ChoiceField::parse_by_id(const SentChoices& sent) const {
  if (sent.is_list && sent.items.empty()) return std::nullopt;
  const std::string key = sent.is_list ? sent.items[0].first : sent.value.to_string();
  const auto id = whole_number(base::trim(key));
  const auto label = id ? label_of(std::to_string(*id)) : std::nullopt;
  if (!label) return std::nullopt;
  FieldValue value;
  value.text = *label;
  value.id = id;
  return value;
}

// What was sent is kept, be it id or name (DepartmentField::to_php).
std::optional<FieldValue> ChoiceField::parse_department(const SentChoices& sent) const {
  if (sent.is_list && sent.items.empty()) return std::nullopt;
  FieldValue value;
  value.text = sent.is_list ? sent.items[0].first : sent.value.to_string();
  if (value.text == "0") return nothing();
  const Choices choices = offered();
  value.is_known = std::any_of(choices.begin(), choices.end(), [&](const auto& choice) {
    return choice.first == value.text || choice.second == value.text;
  });
  return value;
}

FieldValue ChoiceField::assignee(const std::string& key) const {
  FieldValue value;
  const std::int64_t id = key.empty() ? 0 : whole_number(key.substr(1)).value_or(0);
  const db::StaffRow* agent = key[0] == 's' ? desk_.agent(id) : nullptr;
  const db::TeamRow* team = key[0] == 't' ? desk_.team(id) : nullptr;
  if (agent) value.choices = {{key, agent->first_name + " " + agent->last_name}};
  if (team) value.choices = {{key, team->name}};
  value.is_known = agent || team;
  return value;
}

std::optional<FieldValue> ChoiceField::parse_assignee(const SentChoices& sent) const {
  if (sent.is_list) {
    if (sent.items.empty()) return std::nullopt;
    return assignee(sent.items[0].first);
  }
  FieldValue value;
  value.text = sent.value.to_string();
  value.is_known = label_of(value.text).has_value();
  return value;
}

std::optional<FieldValue> ChoiceField::read(const base::Json& input, Intake intake) const {
  SentChoices sent = sent_choices(input);
  if (sent.is_nothing()) return std::nullopt;
  const auto parsed = is("choices") && input.string() ? base::parse_json(*input.string())
                                                      : base::Result<base::Json>(base::Json());
  std::optional<FieldValue> value;
  if (intake == Intake::kAsSent)
    value = parse(parsed && !sent_choices(*parsed).items.empty() ? sent_choices(*parsed) : sent);
  if (!value) value = parse(through_widget(sent));
  return value ? value : nothing();
}

}  // namespace ost::domain
