// SPDX-License-Identifier: MIT
#include "domain/form_field.hpp"

#include <algorithm>

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
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

std::string digits_and_cross(std::string_view text) {
  std::string kept;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == 'X') kept.push_back(c);
  return kept.empty() ? std::string(text) : kept;
}

}  // namespace

FormField::FormField(const db::FormFieldRow& row, const HelpDesk& desk)
    : row_(&row), desk_(&desk), configuration_(configuration_of(row.configuration)) {}

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

std::string FormField::refusal() const {
  if (row_->type == "files") return "files cannot be sent over this API";
  for (const std::string_view known :
       {"text", "memo", "thread", "datetime", "phone", "bool", "break", "info"})
    if (row_->type == known) return "";
  return is_choice() ? "" : "a field of this type cannot be sent over this API";
}

// A date that cannot be read is kept as it is.
std::optional<FieldValue> FormField::parse_date(const std::string& text) const {
  FieldValue value;
  value.id = read_date(text);
  value.is_known = value.id.has_value();
  value.text = intake_ == Intake::kAsSent ? std::string(base::trim(text))
                                          : date_for_storage(text, configuration_, *desk_);
  return value;
}

std::optional<FieldValue> FormField::parse_text(const std::string& text) const {
  FieldValue value;
  if (row_->type == "text") {
    value.text = base::plain_text(text);
  } else if (row_->type == "memo") {
    const base::Json* html = configuration_.find("html");
    // Markup is the default (TextareaField::getConfigurationOptions).
    value.text = !html || html->to_boolean() ? base::clean_markup(text) : text;
  } else if (row_->type == "phone") {
    std::string number = text;
    // The API writes extensions of the field "phone" alone in capitals (ApiJsonDataParser::fixup).
    if (row_->name == "phone") std::replace(number.begin(), number.end(), 'x', 'X');
    value.text = digits_and_cross(number);
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
  if (is_choice()) return choice().read(input, intake_);
  if (row_->type == "datetime") return parse_date(input.to_string());
  return parse_text(input.to_string());
}

std::optional<FieldValue> FormField::load(const StoredAnswer& answer) const {
  if (is_choice()) return choice().load(answer);
  if (!answer.value) return std::nullopt;
  FieldValue value;
  value.text = *answer.value;
  value.id = answer.value_id;
  return value;
}

std::vector<std::string> FormField::validate(const std::optional<FieldValue>& value) const {
  const std::string text = value ? value->text : "";
  const bool has_choice = value && (!value->choices.empty() || value->id);
  const bool is_empty = (text.empty() && !has_choice) || (row_->type == "bool" && text == "0");
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

StoredAnswer FormField::store(const std::optional<FieldValue>& value) const {
  // A check box that was not sent is one that is not checked.
  if (row_->type == "bool") return {value ? value->text : "0", std::nullopt};
  if (!value) return {};
  if (is_choice()) return choice().store(*value);
  return {value->text, std::nullopt};
}

std::string FormField::to_text(const std::optional<FieldValue>& value) const {
  if (row_->type == "bool") return value && value->text == "1" ? "Yes" : "No";
  if (!value) return "";
  if (is_choice()) return choice().to_text(*value);
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
  if (!value || row_->type.rfind("list-", 0) != 0) return properties;
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
  return base::searchable_text(to_text(value));
}

std::string FormField::keys(const std::optional<FieldValue>& value) const {
  if (is_choice()) return value ? choice().keys(*value) : "";
  if (row_->type == "datetime") {
    const bool is_date = value && read_date(std::string_view(value->text).substr(0, 19));
    return is_date ? value->text : "0";
  }
  return store(value).value.value_or("");
}

}  // namespace ost::domain
