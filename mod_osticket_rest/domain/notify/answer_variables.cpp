// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "domain/desk/names.hpp"
#include "domain/forms/choices.hpp"
#include "domain/forms/form_field.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/text/html.hpp"

namespace ost::domain {
namespace {

using Text = TemplateValue;

bool is_list(const FieldDefinition& field) {
  return base::lower_ascii(field.type.substr(0, 5)) == "list-";
}

// Items that were chosen from a list. Several give the values of a property side by side.

using Items = std::vector<const ListItem*>;

// The values that say something, with a comma between them as osTicket writes them. One alone is
// given as it is, with all that may be asked of it (PlaceholderList::getVar).
TemplateValue side_by_side(std::vector<TemplateValue> values) {
  if (values.size() == 1) return values[0];
  std::string text;
  for (const TemplateValue& value : values) {
    TemplateValue shown = value;
    while (const TemplateObject* object = shown.object()) shown = object->itself();
    if (shown.text().empty()) continue;
    if (!text.empty()) text += ',';
    text += shown.text();
  }
  return Text::plain(std::move(text));
}

Text items_itself(TemplateScope&, const Items& items) {
  std::vector<TemplateValue> values;
  for (const ListItem* item : items) values.push_back(Text::plain(item->value));
  return side_by_side(std::move(values));
}

// A property as it is stored with an item: a value, or a value with an id (a priority).
StoredAnswer property_of(const base::Json* stored) {
  if (!stored || stored->is_null()) return {};
  if (stored->object()) return {base::encode_json(*stored), std::nullopt};
  const auto* pair = stored->array();
  if (!pair) return {stored->to_string(), std::nullopt};
  if (pair->size() != 2) return {base::encode_json(*stored), std::nullopt};
  return {(*pair)[0].to_string(), (*pair)[1].to_integer()};
}

Text item_property(TemplateScope& scope, const ListItem& item, const std::string& name) {
  if (name == "value" || name == "name") return Text::plain(item.value);
  if (name == "abbrev") return Text::plain(item.extra);
  const db::FormRow* form = scope.desk.form_of_type("L" + std::to_string(item.list_id));
  if (!form) return {};
  for (const FieldDefinition& field : scope.desk.form_fields) {
    if (field.form_id != form->id || !base::equal_ignoring_case(field.name, name)) continue;
    const base::Json* stored = item.answers.find(std::to_string(field.id));
    return answer_value(scope, field, property_of(stored));
  }
  return {};
}

Text items_property(TemplateScope& scope, const Items& items, const std::string& name) {
  std::vector<TemplateValue> values;
  for (const ListItem* item : items) values.push_back(item_property(scope, *item, name));
  return side_by_side(std::move(values));
}

constexpr VariableTable<Items> kItemsTable{items_itself, nullptr, 0, items_property};

Text list_answer(TemplateScope& scope, const FormField& field, const StoredAnswer& answer) {
  const auto value = field.load(answer);
  if (!value) return {};
  Items items;
  for (const ListItem& item : scope.desk.list_items)
    if (field.row().type == "list-" + std::to_string(item.list_id) &&
        find_label(value->choices, std::to_string(item.id)))
      items.push_back(&item);
  return tabled(scope, kItemsTable, std::move(items));
}

// A single choice is called what it is called now, and nothing once it is gone
// (ChoiceField::asVar).
std::string choice_text(const FormField& field, const StoredAnswer& answer) {
  const auto value = field.load(answer);
  if (!value) return "";
  const std::size_t count = value->choices.size();
  if (count > 1 || (count == 1 && field.settings().is_multiple)) return field.to_text(value);
  const Choices offered = field.choices().value_or(Choices());
  const std::string* label =
      find_label(offered, count == 1 ? value->choices[0].first : value->text);
  return label ? *label : "";
}

// The files of a field, their ids and names (FileFieldAttachments).

Text file_names(TemplateScope&, const Choices& files) {
  return Text::plain(joined_labels(files));
}

// Names nothing in the text, but has the files come with the message (OOBContent::FILES).
Text attached_files(TemplateScope& scope, const Choices& files) {
  for (const auto& [id, name] : files)
    if (const auto file_id = whole_number(id)) scope.files.push_back({*file_id, name});
  return {};
}

constexpr Variable<Choices> kFiles[] = {{"files", attached_files}, {"names", file_names}};
constexpr VariableTable<Choices> kFilesTable{file_names, kFiles, std::size(kFiles)};

Text files_answer(TemplateScope& scope, const FormField& field, const StoredAnswer& answer) {
  auto value = field.load(answer);
  return value ? tabled(scope, kFilesTable, std::move(value->choices)) : Text();
}

// osTicket keeps memos as markup unless the field says otherwise; what others may have stored there
// is cleaned once more.
Text memo_answer(const FieldDefinition& field, const std::string& text) {
  if (!has_tag(text) || !field.settings.is_markup) return Text::plain(text);
  return Text::markup(clean_markup(text));
}

const FieldDefinition* named_field(const HelpDesk& desk, std::int64_t id, const std::string& name) {
  const FieldDefinition* field = desk.form_field(id);
  if (!field) return nullptr;
  const bool is_named = field->name.empty() ? name == "field." + std::to_string(id)
                                            : base::equal_ignoring_case(field->name, name);
  return is_named ? field : nullptr;
}

bool any_field_named(const HelpDesk& desk, const std::string& name) {
  for (const FieldDefinition& field : desk.form_fields)
    if (base::equal_ignoring_case(field.name, name)) return true;
  return false;
}

struct FoundAnswer {
  const FieldDefinition* field = nullptr;
  StoredAnswer answer{};
};

// The database is not asked for a name that no form has.
FoundAnswer find_answer(TemplateScope& scope, char object_type, std::int64_t object_id,
                        const std::string& name) {
  FoundAnswer found;
  if (!any_field_named(scope.desk, name)) return found;
  for (const db::FormValueRow& row : scope.read(scope.source.answers(object_type, object_id))) {
    const FieldDefinition* field = named_field(scope.desk, row.field_id, name);
    if (!field || (found.field && object_type != 'T')) continue;
    found = {field, {row.value, row.value_id}};
  }
  return found;
}

}  // namespace

TemplateValue answer_value(TemplateScope& scope, const FieldDefinition& row,
                           const StoredAnswer& answer) {
  const FormField field(row, scope.desk);
  if (is_list(row)) return list_answer(scope, field, answer);
  if (row.type == "topic" && answer.value_id)
    return Text::plain(topic_path(scope.desk, *answer.value_id));
  if (row.type == "datetime")
    return field_date_value(scope, answer.value.value_or(""), row.members);
  if (row.type == "choices") return Text::plain(choice_text(field, answer));
  if (row.type == "files") return files_answer(scope, field, answer);
  if (row.type == "memo") return memo_answer(row, answer.value.value_or(""));
  if (row.type == "bool") return Text::plain(answer.value.value_or("") == "1" ? "1" : "");
  if (row.type == "text" || row.type == "phone") return Text::plain(answer.value.value_or(""));
  return Text::plain(field.to_text(field.load(answer)));
}

TemplateValue named_answer(TemplateScope& scope, char object_type, std::int64_t object_id,
                           const std::string& name) {
  const FoundAnswer found = find_answer(scope, object_type, object_id, name);
  return found.field ? answer_value(scope, *found.field, found.answer) : TemplateValue();
}

std::string named_answer_text(TemplateScope& scope, char object_type, std::int64_t object_id,
                              const std::string& name) {
  const FoundAnswer found = find_answer(scope, object_type, object_id, name);
  if (!found.field) return "";
  const FormField field(*found.field, scope.desk);
  return field.to_text(field.load(found.answer));
}

}  // namespace ost::domain
