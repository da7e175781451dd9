// SPDX-License-Identifier: MIT
#include "domain/forms/files_type.hpp"

#include <algorithm>

namespace ost::domain {

std::string FilesType::refusal(const base::Json& sent) const {
  if (!sent.to_boolean()) return "";
  const base::Json::Array* names = sent.array();
  const bool are_names =
      names && std::all_of(names->begin(), names->end(),
                           [](const base::Json& name) { return name.string() != nullptr; });
  return are_names ? "" : "takes no files here";
}

FieldType::Value FilesType::read(const FormField&, const base::Json& sent) const {
  FieldValue value;
  if (!sent.array() || sent.array()->empty()) return std::nullopt;
  for (const base::Json& name : *sent.array()) value.choices.emplace_back("", name.to_string());
  return value;
}

FieldType::Value FilesType::load(const FormField&, const StoredAnswer& answer) const {
  const auto stored = base::parse_json(answer.value.value_or("null"));
  if (!stored || !stored->object()) return std::nullopt;
  FieldValue value;
  for (const auto& [id, name] : *stored->object()) value.choices.emplace_back(id, name.to_string());
  return value;
}

// What was not sent is kept as PHP's false.
StoredAnswer FilesType::store(const FormField&, const Value& value) const {
  if (!value || value->choices.empty()) return {"false", std::nullopt};
  base::Json::Object names;
  for (const auto& [id, name] : value->choices) names.emplace_back(id, name);
  return {base::encode_json(std::move(names)), std::nullopt};
}

std::string FilesType::to_text(const FormField&, const Value& value) const {
  std::string names;
  if (!value) return names;
  for (const auto& choice : value->choices) names += (names.empty() ? "" : ", ") + choice.second;
  return names;
}

}  // namespace ost::domain
