// SPDX-License-Identifier: MIT
#include <algorithm>

#include "domain/forms/row_types.hpp"

namespace ost::domain {
namespace {

// How an edit that takes all files away is stored.
constexpr char kNoFiles[] = "[]";

}  // namespace

std::string FilesType::refusal(const base::Json& sent) const {
  if (!sent.to_boolean()) return "";
  const base::Json::Array* names = sent.array();
  const bool are_names =
      names && std::all_of(names->begin(), names->end(),
                           [](const base::Json& name) { return name.string() != nullptr; });
  return are_names ? "" : "takes no files here";
}

std::string FilesType::refusal_of_edit(const base::Json& sent) const {
  return sent.to_boolean() ? "takes no files here" : "";
}

FieldType::Value FilesType::read(const FormField&, const base::Json& sent) const {
  FieldValue value;
  if (!sent.array() || sent.array()->empty()) return std::nullopt;
  for (const base::Json& name : *sent.array()) value.choices.emplace_back("", name.to_string());
  return value;
}

FieldType::Value FilesType::load(const FormField&, const StoredAnswer& answer) const {
  const auto stored = base::parse_json(answer.value.value_or("null"));
  if (stored && stored->array() && stored->array()->empty()) return FieldValue{};
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

StoredAnswer FilesType::store_edited(const FormField&, const std::string&, const Value&) const {
  return {kNoFiles, std::nullopt};
}

base::Json FilesType::told_edited(const FormField&, const base::Json&, const Value&) const {
  return kNoFiles;
}

bool FilesType::is_same(const FormField& field, const StoredAnswer& before,
                        const StoredAnswer& after) const {
  const auto names_none = [&](const StoredAnswer& answer) {
    const Value value = load(field, answer);
    return !value || value->choices.empty();
  };
  return names_none(before) ? names_none(after) : is_same_answer(before, after);
}

std::string FilesType::keys(const FormField& field, const Value& value) const {
  return value && value->choices.empty() ? kNoFiles : FieldType::keys(field, value);
}

std::string FilesType::to_text(const FormField&, const Value& value) const {
  std::string names;
  if (!value) return names;
  if (!value->text.empty()) return value->text;
  for (const auto& choice : value->choices) names += (names.empty() ? "" : ", ") + choice.second;
  return names;
}

}  // namespace ost::domain
