// SPDX-License-Identifier: MIT
#include "domain/choices.hpp"

namespace ost::domain {

const std::string* find_label(const Choices& choices, std::string_view key) {
  for (const auto& choice : choices)
    if (choice.first == key) return &choice.second;
  return nullptr;
}

base::Json json_of(const Choices& choices) {
  base::Json::Object members;
  for (const auto& [key, label] : choices) members.emplace_back(key, label);
  return members;
}

std::string joined(const Choices& choices, bool labels) {
  std::string text;
  for (const auto& [key, label] : choices)
    text += (text.empty() ? "" : ", ") + (labels ? label : key);
  return text;
}

std::vector<std::string> selections(const base::Json& input) {
  std::vector<std::string> keys;
  if (input.array())
    for (const base::Json& item : *input.array()) keys.push_back(item.to_string());
  else if (input.object())
    for (const auto& member : *input.object()) keys.push_back(member.first);
  else
    keys.push_back(input.to_string());
  return keys;
}

}  // namespace ost::domain
