// SPDX-License-Identifier: MIT
#include "domain/forms/choice_types.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/desk/flags.hpp"
#include "domain/forms/choices.hpp"
#include "domain/forms/form_field.hpp"

namespace ost::domain {
namespace {

constexpr std::size_t kPrefix = 5;  // "list-"

/// The items of a field's list, enabled or not.
class Items {
 public:
  explicit Items(const FormField& field)
      : items_(field.desk().list_items),
        list_id_(whole_number(std::string_view(field.row().type).substr(kPrefix)).value_or(0)) {}

  std::int64_t list_id() const { return list_id_; }

  const ListItem* by_id(std::int64_t id) const {
    return first([&](const ListItem& item) { return item.id == id; });
  }
  const ListItem* by_label(const std::string& text) const {
    return first([&](const ListItem& item) { return base::equal_ignoring_case(item.value, text); });
  }
  const ListItem* by_abbreviation(const std::string& text) const {
    return first([&](const ListItem& item) { return base::equal_ignoring_case(item.extra, text); });
  }

 private:
  template <typename Test>
  const ListItem* first(Test test) const {
    for (const ListItem& item : items_)
      if (item.list_id == list_id_ && test(item)) return &item;
    return nullptr;
  }

  const std::vector<ListItem>& items_;
  std::int64_t list_id_;
};

// SelectionField::parse: a key is an item's id before the value is. A list has the keys 0, 1, 2.
const ListItem* item_of(const Items& items, const std::string& key, const base::Json& value) {
  if (const ListItem* item = items.by_id(base::Json(key).to_integer())) return item;
  const ListItem* item = items.by_id(whole_number(key_of(value)).value_or(0));
  if (item && (item->status & kItemEnabled) != 0) return item;
  if (value.integer()) return item;
  return items.by_abbreviation(value.to_string());
}

// The choice of an answer by its key or its value; empty where there is none.
Choices::value_type held_choice(const Choices& held, const std::string& key,
                                const base::Json& value) {
  for (const std::string& wanted : {key, key_of(value)})
    if (const std::string* label = find_label(held, wanted)) return {wanted, *label};
  return {};
}

Choices in_order(const FieldType::Value& value) {
  Choices choices = value ? value->choices : Choices();
  std::sort(choices.begin(), choices.end());
  return choices;
}

// A pair is what stands for an answer with an id, such as a priority.
StoredAnswer answer_of(const base::Json* value) {
  if (!value || value->is_null()) return {};
  const auto* pair = value->array();
  if (!pair || pair->size() != 2) return {value->to_string(), std::nullopt};
  return {(*pair)[0].to_string(), (*pair)[1].to_integer()};
}

// The properties of a list item: the ids of the fields of its list's own form, each with the text
// of the item's answer. Empty for a list without such a form (DynamicListItem::getFilterData).
std::vector<std::pair<std::int64_t, std::string>> list_properties(const HelpDesk& desk,
                                                                  const ListItem& item) {
  std::vector<std::pair<std::int64_t, std::string>> properties;
  const db::FormRow* form = desk.form_of_type("L" + std::to_string(item.list_id));
  if (!form) return properties;
  for (const FieldDefinition& row : desk.form_fields) {
    if (row.form_id != form->id) continue;
    const FormField field(row, desk);
    const base::Json* value = item.answers.find(std::to_string(row.id));
    properties.emplace_back(row.id, field.to_text(field.load(answer_of(value))));
  }
  return properties;
}

}  // namespace

// SelectionField::getChoices.
Choices ListType::offered(const FormField& field) const {
  return with_held(offered_items(field.desk(), Items(field).list_id()), field.held());
}

// SelectionField::lookupChoice: by what a choice is called, then by any item's name and
// abbreviation; a number is an id.
std::optional<Choices::value_type> ListType::look_up(const FormField& field,
                                                     const base::Json& value) const {
  for (const auto& choice : offered(field))
    if (loosely_equal(value, choice.second)) return choice;
  const Items items(field);
  const ListItem* found = value.integer() ? items.by_id(*value.integer()) : nullptr;
  if (!found && !value.integer()) found = items.by_label(value.to_string());
  if (!found && !value.integer()) found = items.by_abbreviation(value.to_string());
  if (!found) return std::nullopt;
  return Choices::value_type{std::to_string(found->id), found->value};
}

// A field to type into hands on what was typed; one with text input looks it up before
// (TypeaheadSelectionWidget, TextboxSelectionWidget).
SentChoices ListType::through_widget(const FormField& field, const SentChoices& sent) const {
  const FieldSettings::Widget widget = field.settings().widget;
  if (widget == FieldSettings::Widget::kDropDown) return OfferingType::through_widget(field, sent);
  if (widget == FieldSettings::Widget::kTypeahead || sent.is_list) return sent;
  const auto found = look_up(field, sent.value.to_string());
  if (!found) return sent;
  SentChoices made;
  made.is_list = true;
  made.items = {{found->first, found->second}};
  return made;
}

FieldType::Value ListType::parse(const FormField& field, const SentChoices& sent) const {
  FieldValue value;
  const Items items(field);
  const Choices held = field.held() ? field.held()->choices : Choices();
  const auto sent_items = sent.as_items();
  for (const auto& [key, wanted] : sent_items) {
    const ListItem* found = item_of(items, key, wanted);
    auto choice = found && (found->status & kItemEnabled)
                      ? Choices::value_type{std::to_string(found->id), found->value}
                      : held_choice(held, key, wanted);
    if (choice.first.empty() && found) choice = {std::to_string(found->id), found->value};
    if (choice.first.empty())
      value.is_known = false;
    else if (!find_label(value.choices, choice.first))
      value.choices.push_back(std::move(choice));
  }
  if (value.choices.empty()) return std::nullopt;
  return value;
}

StoredAnswer ListType::store(const FormField&, const Value& value) const {
  if (!value || value->choices.empty()) return {};
  return {base::encode_json(json_of(value->choices)), std::nullopt};
}

bool ListType::is_same(const FormField& field, const StoredAnswer& before,
                       const StoredAnswer& after) const {
  const Choices held = in_order(load(field, before));
  return held.empty() ? is_same_answer(before, after) : held == in_order(load(field, after));
}

FieldType::Properties ListType::item_properties(const FormField& field, const Value& value) const {
  Properties properties;
  if (!value) return properties;
  for (const ListItem& item : field.desk().list_items) {
    if (!find_label(value->choices, std::to_string(item.id))) continue;
    for (auto& [id, text] : list_properties(field.desk(), item))
      properties.emplace_back("." + std::to_string(id), std::move(text));
    properties.emplace_back(".abb", item.extra);
  }
  return properties;
}

}  // namespace ost::domain
