// SPDX-License-Identifier: MIT
#include "domain/forms/list_properties.hpp"

#include "domain/forms/form_field.hpp"

namespace ost::domain {
namespace {

// A pair is what stands for an answer with an id, such as a priority.
StoredAnswer answer_of(const base::Json* value) {
  if (!value || value->is_null()) return {};
  const auto* pair = value->array();
  if (!pair || pair->size() != 2) return {value->to_string(), std::nullopt};
  return {(*pair)[0].to_string(), (*pair)[1].to_integer()};
}

}  // namespace

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

}  // namespace ost::domain
