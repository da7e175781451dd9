// SPDX-License-Identifier: MIT
#include "domain/form_field.hpp"

#include <algorithm>
#include <charconv>

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "base/time_zone.hpp"
#include "domain/choices.hpp"
#include "domain/date_field.hpp"
#include "domain/field_validators.hpp"
#include "domain/list_properties.hpp"

namespace ost::domain {
namespace {

// DynamicFormField's flags.
constexpr std::int64_t kEnabled = 0x00001;
constexpr std::int64_t kStoredElsewhere = 0x00002;
constexpr std::int64_t kRequiredForClose = 0x00004;
constexpr std::int64_t kRequiredOfUsers = 0x00400;

base::Json configuration_of(const std::string& text) {
  auto parsed = base::parse_json(text);
  return parsed ? std::move(parsed).value() : base::Json();
}

bool is_choice_type(std::string_view type) {
  return type == "choices" || type == "department" || type == "topic" || type == "assignee" ||
         type == "timezone";
}

std::string digits_and_cross(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == 'X') kept.push_back(c);
  return kept.empty() ? std::string(text) : kept;
}

}  // namespace

FormField::FormField(const db::FormFieldRow& row, const HelpDesk& desk)
    : row_(&row), desk_(&desk), configuration_(configuration_of(row.configuration)) {}

bool FormField::is_list() const {
  return row_->type.rfind("list-", 0) == 0;
}

bool FormField::is_stored() const {
  const std::string& type = row_->type;
  if (type == "thread" || type == "break" || type == "info") return false;
  return (row_->flags & kStoredElsewhere) == 0;
}

bool FormField::is_enabled() const {
  return (row_->flags & kEnabled) != 0;
}
bool FormField::is_required() const {
  return (row_->flags & kRequiredOfUsers) != 0;
}
bool FormField::is_required_for_close() const {
  return (row_->flags & kRequiredForClose) != 0;
}

bool FormField::is_multiple() const {
  const base::Json* multiple = configuration_.find("multiselect");
  return multiple && multiple->to_boolean();
}

std::string FormField::refusal() const {
  if (row_->type == "files") return "files cannot be sent over this API";
  // osTicket offers topics by what the agent who is logged in may see.
  if (row_->type == "topic")
    return "a help topic field needs an agent and cannot be sent over this API";
  return "";
}

Choices FormField::offered() const {
  Choices choices;
  if (is_list()) {
    std::int64_t list = 0;
    std::from_chars(row_->type.data() + 5, row_->type.data() + row_->type.size(), list);
    for (const db::ListItemRow& item : desk_->list_items)
      if (item.list_id == list && (item.status & 1))
        choices.emplace_back(std::to_string(item.id), item.value);
  } else if (row_->type == "department") {
    for (const auto& dept : desk_->departments)
      choices.emplace_back(std::to_string(dept.id), dept.name);
  } else if (row_->type == "topic") {
    for (const auto& topic : desk_->topics)
      choices.emplace_back(std::to_string(topic.id), topic.topic);
  } else if (row_->type == "assignee") {
    for (const auto& agent : desk_->staff)
      choices.emplace_back("s" + std::to_string(agent.id),
                           agent.first_name + " " + agent.last_name);
    for (const auto& team : desk_->teams)
      choices.emplace_back("t" + std::to_string(team.id), team.name);
  } else if (const base::Json* lines = configuration_.find("choices")) {
    const std::string text = lines->to_string();
    for (const std::string_view line : base::split(text, '\n')) {
      const std::size_t colon = line.find(':');
      const std::string_view key = base::trim(line.substr(0, colon));
      const std::string_view label =
          colon == std::string_view::npos ? key : base::trim(line.substr(colon + 1));
      if (!key.empty()) choices.emplace_back(std::string(key), std::string(label));
    }
  }
  return choices;
}

std::optional<FieldValue> FormField::parse_zone(const std::string& name) const {
  FieldValue value;
  value.text = name;
  value.is_known = base::TimeZone::named(name).has_value();
  std::string label;
  for (const char c : name) label += c == '/' ? std::string(" / ") : std::string(1, c);
  if (value.is_known) value.choices.emplace_back(name, label);
  return value;
}

std::optional<FieldValue> FormField::parse_choices(const base::Json& input) const {
  const Choices choices = offered();
  FieldValue value;
  for (const std::string& given : selections(input)) {
    if (given.empty()) continue;
    value.text = given;
    const std::string* label = find_label(choices, given);
    if (label) {
      value.choices.emplace_back(given, *label);
      continue;
    }
    const auto by_label = std::find_if(choices.begin(), choices.end(),
                                       [&](const auto& choice) { return choice.second == given; });
    const bool takes_labels = is_list() || row_->type == "department";
    if (takes_labels && by_label != choices.end())
      value.choices.push_back(*by_label);
    else
      value.is_known = false;
  }
  if (value.text.empty()) return std::nullopt;
  if (value.choices.empty() && is_list()) value.text.clear();
  if (!is_multiple() && value.choices.size() > 1) value.choices.resize(1);
  return value;
}

std::optional<FieldValue> FormField::parse_priority(const base::Json& input) const {
  const db::PriorityRow* priority = desk_->priority(input.to_integer());
  FieldValue value;
  value.is_known = priority != nullptr;
  if (priority) {
    value.text = priority->description;
    value.id = priority->id;
  }
  return value;
}

std::optional<FieldValue> FormField::parse_text(const std::string& text) const {
  FieldValue value;
  if (row_->type == "text") {
    value.text = base::plain_text(text);
  } else if (row_->type == "memo") {
    const base::Json* html = configuration_.find("html");
    value.text = html && html->to_boolean() ? base::clean_markup(text) : text;
  } else if (row_->type == "phone") {
    std::string upper = text;
    std::replace(upper.begin(), upper.end(), 'x', 'X');
    value.text = digits_and_cross(upper);
  } else if (row_->type == "datetime") {
    value.id = read_date(text);
    value.text = keeps_dates_ ? std::string(base::trim(text))
                              : date_for_storage(text, configuration_, *desk_);
  } else {
    value.text = base::trim(text);
  }
  return value;
}

std::optional<FieldValue> FormField::parse(const base::Json& input) const {
  if (input.is_null()) return std::nullopt;
  if (row_->type == "bool") {
    FieldValue value;
    value.text = input.to_boolean() ? "1" : "0";
    return value;
  }
  if (row_->type == "priority") return parse_priority(input);
  if (row_->type == "timezone") return parse_zone(input.to_string());
  if (is_list() || is_choice_type(row_->type)) return parse_choices(input);
  return parse_text(input.to_string());
}

std::optional<FieldValue> FormField::load(const StoredAnswer& answer) const {
  if (!answer.value) return std::nullopt;
  FieldValue value;
  value.text = *answer.value;
  value.id = answer.value_id;
  if (!is_list() && !is_choice_type(row_->type)) return value;
  const auto parsed = base::parse_json(*answer.value);
  if (parsed && parsed->object())
    for (const auto& [key, label] : *parsed->object())
      value.choices.emplace_back(key, label.to_string());
  return value;
}

std::vector<std::string> FormField::validate(const std::optional<FieldValue>& value) const {
  const bool is_choice = is_list() || is_choice_type(row_->type);
  const bool has_choice =
      value && (is_choice ? !value->choices.empty() || !value->text.empty() : true);
  const std::string text = value ? value->text : "";
  const bool is_empty =
      is_choice ? !has_choice : text.empty() || (row_->type == "bool" && text == "0");
  if (is_empty) {
    if (!is_required()) return {};
    return {row_->label.empty() ? "This is a required field"
                                : row_->label + " is a required field"};
  }
  std::string complaint;
  if (row_->type == "text") complaint = validate_text(text, configuration_);
  if (row_->type == "memo") complaint = validate_memo(text, configuration_);
  if (row_->type == "phone") complaint = validate_phone(text, configuration_);
  if (row_->type == "datetime") complaint = validate_date(text, configuration_);
  if (complaint.empty()) return {};
  return {complaint};
}

// A name is stored with the id, an id as it came (DepartmentField::to_database).
StoredAnswer FormField::store_department(const FieldValue& value) {
  const bool by_name = !value.choices.empty() && value.choices[0].second == value.text;
  if (!by_name) return {value.text, std::nullopt};
  return {value.text, base::Json(value.choices[0].first).to_integer()};
}

StoredAnswer FormField::store(const std::optional<FieldValue>& value) const {
  // A check box that was not sent is one that is not checked.
  if (row_->type == "bool") return {value ? value->text : "0", std::nullopt};
  if (!value) return {};
  if (row_->type == "priority")
    return value->id ? StoredAnswer{value->text, value->id} : StoredAnswer{};
  if (row_->type == "assignee") return {value->text, std::nullopt};
  if (row_->type == "department") return store_department(*value);
  if (!value->choices.empty()) return {base::encode_json(json_of(value->choices)), std::nullopt};
  if (is_list()) return {};
  return {value->text, std::nullopt};
}

std::string FormField::to_text(const std::optional<FieldValue>& value) const {
  if (row_->type == "bool") return value && value->text == "1" ? "Yes" : "No";
  if (!value) return "";
  if (is_list() || is_choice_type(row_->type)) return joined(value->choices, true);
  if (row_->type == "datetime") {
    // The name of a zone behind a stored date is for people; its wall-clock time is the field's.
    const auto utc = value->id ? value->id : read_date(std::string_view(value->text).substr(0, 19));
    return utc ? date_text(*utc, configuration_, *desk_) : "";
  }
  if (row_->type != "phone") return value->text;
  const std::size_t cross = value->text.find('X');
  const std::string phone = format_phone(std::string_view(value->text).substr(0, cross));
  const bool extended = cross != std::string::npos && cross + 1 < value->text.size();
  return extended ? phone + " x" + value->text.substr(cross + 1) : phone;
}

std::vector<std::pair<std::string, std::string>> FormField::item_properties(
    const std::optional<FieldValue>& value) const {
  std::vector<std::pair<std::string, std::string>> properties;
  if (!is_list() || !value) return properties;
  for (const db::ListItemRow& item : desk_->list_items) {
    if (!find_label(value->choices, std::to_string(item.id))) continue;
    for (auto& [id, text] : list_properties(*desk_, item))
      properties.emplace_back("." + std::to_string(id), std::move(text));
    properties.emplace_back(".abb", item.extra);
  }
  return properties;
}

std::string FormField::searchable(const std::optional<FieldValue>& value) const {
  const std::string& type = row_->type;
  if (type == "priority" || type == "department" || type == "topic" || type == "assignee" ||
      type == "timezone")
    return "";
  if (type == "memo") return value ? base::searchable_markup(value->text) : "";
  return std::string(base::trim(base::collapse_white_space(to_text(value))));
}

std::string FormField::keys(const std::optional<FieldValue>& value) const {
  if (is_list() || is_choice_type(row_->type)) return value ? joined(value->choices, false) : "";
  if (row_->type == "priority") return value && value->id ? std::to_string(*value->id) : "";
  return store(value).value.value_or("");
}

}  // namespace ost::domain
