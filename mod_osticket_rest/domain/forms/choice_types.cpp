// SPDX-License-Identifier: MIT
#include "domain/forms/choice_types.hpp"

#include <algorithm>

#include "base/date_time.hpp"
#include "base/text.hpp"

namespace ost::domain {
namespace {

bool is_nested(const base::Json& value) {
  return value.array() || value.object();
}

// Keys that have commas between them, as the materialised form table has them.
std::vector<std::string> keys_in(const std::string& text) {
  std::vector<std::string> keys;
  if (text.find(',') == std::string::npos || text[0] == ',') return keys;
  for (const std::string_view part : base::split(text, ',')) keys.emplace_back(base::trim(part));
  return keys;
}

FieldValue nothing() {
  FieldValue value;
  value.is_known = false;
  return value;
}

}  // namespace

std::string OfferingType::refusal(const base::Json& sent) const {
  for (const auto& [key, value] : sent_choices(sent).items)
    if (is_nested(value)) return "must be a choice or a list of choices";
  return "";
}

FieldType::Value OfferingType::read(const FormField& field, const base::Json& sent) const {
  if (!sent.to_boolean()) return std::nullopt;
  const SentChoices made = through_widget(field, sent_choices(sent));
  Value value = parse(field, made);
  if (!value) return nothing();
  value->is_known = value->is_known && made.is_complete;
  return value;
}

FieldType::Value OfferingType::read_unprepared(const FormField& field, const base::Json& sent,
                                               const Value& read) const {
  if (!sent.to_boolean()) return std::nullopt;
  const Value value = parse(field, sent_choices(sent));
  return value ? value : read;
}

FieldType::Value OfferingType::load(const FormField&, const StoredAnswer& answer) const {
  if (!answer.value) return std::nullopt;
  FieldValue value;
  value.text = *answer.value;
  const auto parsed = base::parse_json(*answer.value);
  if (!parsed) return value;
  for (const auto& [key, label] : sent_choices(*parsed).items)
    value.choices.emplace_back(key, label.to_string());
  return value;
}

std::string OfferingType::to_text(const FormField&, const Value& value) const {
  return value ? joined_labels(value->choices) : "";
}

std::string OfferingType::keys(const FormField&, const Value& value) const {
  return value ? joined_keys(value->choices) : "";
}

base::Json OfferingType::told_edited(const FormField& field, const base::Json&,
                                     const Value& value) const {
  const StoredAnswer answer = store(field, value);
  return answer.value ? base::Json(*answer.value) : base::Json();
}

std::optional<std::string> OfferingType::label_of(const FormField& field,
                                                  const std::string& key) const {
  const Choices choices = offered(field);
  const std::string* label = find_label(choices, key);
  return label ? std::optional<std::string>(*label) : std::nullopt;
}

SentChoices OfferingType::through_widget(const FormField& field, const SentChoices& sent) const {
  SentChoices made;
  made.is_list = true;
  for (const auto& [key, value] : sent.as_items()) {
    if (const auto label = label_of(field, key_of(value))) {
      made.items.emplace_back(key_of(value), *label);
    } else if (const auto found = look_up(field, value)) {
      made.items.emplace_back(found->first, found->second);
    } else if ((key == "0" || key.empty()) && value.to_boolean()) {
      made.is_list = false;
      made.value = value;
      made.is_complete = sent.as_items().size() == 1;
      return made;
    } else {
      made.is_complete = false;
    }
  }
  return made;
}

// ChoiceField::to_php: a single choice of one key is that key.
FieldType::Value KeyedType::parse(const FormField& field, const SentChoices& sent) const {
  SentChoices made = sent;
  const std::string* text = sent.is_list ? nullptr : sent.value.string();
  const auto decoded = text ? base::parse_json(*text) : base::Result<base::Json>(base::Json());
  if (decoded && decoded->to_boolean()) made = sent_choices(*decoded);
  if (text && (!decoded || decoded->string())) {
    const std::vector<std::string> keys = keys_in(made.value.to_string());
    for (const std::string& key : keys)
      if (const auto label = label_of(field, key)) made.items.emplace_back(key, *label);
    made.is_list = !made.items.empty();
    if (!made.is_list && !keys.empty()) made.value = keys[0];
  }
  if (!made.is_list) return parse_single(field, made.value);
  if (made.items.empty()) return std::nullopt;
  if (!field.settings().is_multiple && made.items.size() == 1)
    return parse_single(field, made.items[0].first);
  FieldValue value;
  for (const auto& [key, label] : made.items) {
    value.choices.emplace_back(key, label.to_string());
    value.is_known = value.is_known && label_of(field, key).has_value();
  }
  return value;
}

FieldType::Value KeyedType::parse_single(const FormField& field, const base::Json& sent) const {
  FieldValue value;
  if (const auto label = label_of(field, key_of(sent))) {
    value.choices = {{key_of(sent), *label}};
    return value;
  }
  if (!sent.to_boolean()) return nothing();
  // What is offered no more may stay (ChoiceField::getChanges).
  const FieldValue* held = field.held();
  if (const std::string* label = held ? find_label(held->choices, key_of(sent)) : nullptr) {
    value.choices = {{key_of(sent), *label}};
    return value;
  }
  value.text = sent.to_string();
  value.is_known = held && held->choices.empty() && held->text == value.text;
  return value;
}

StoredAnswer KeyedType::store(const FormField& field, const Value& value) const {
  const bool is_empty = !value || (value->choices.empty() && value->text.empty());
  if (is_empty) {
    // An empty line among the choices is the choice of who chose nothing.
    const auto label = label_of(field, "");
    if (!label) return {};
    return {base::encode_json(json_of({{"", *label}})), std::nullopt};
  }
  if (value->choices.empty()) return {value->text, std::nullopt};
  return {base::encode_json(json_of(value->choices)), std::nullopt};
}

bool KeyedType::is_same(const FormField& field, const StoredAnswer& before,
                        const StoredAnswer& after) const {
  return is_same_answer({told(field, before).to_string(), std::nullopt},
                        {told(field, after).to_string(), std::nullopt});
}

base::Json KeyedType::told(const FormField& field, const StoredAnswer& answer) const {
  const Value value = load(field, answer);
  if (!value || field.settings().is_multiple || value->choices.size() != 1)
    return OfferingType::told(field, answer);
  const std::string& key = value->choices[0].first;
  const auto label = label_of(field, key);
  return label ? base::encode_json(json_of({{key, *label}})) : key;
}

Choices ChoicesType::offered(const FormField& field) const {
  const Choices& choices = field.settings().choices;
  return field.settings().is_multiple ? with_held(choices, field.held()) : choices;
}

std::optional<std::string> TimeZoneType::label_of(const FormField&, const std::string& key) const {
  if (base::TimeZone::listed_name(key) != key) return std::nullopt;
  std::string label;
  for (const char c : key) label += c == '/' ? std::string(" / ") : std::string(1, c);
  return label;
}

}  // namespace ost::domain
