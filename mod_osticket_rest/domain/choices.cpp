// SPDX-License-Identifier: MIT
#include "domain/choices.hpp"

#include <charconv>

namespace ost::domain {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

const std::string* find_label(const Choices& choices, std::string_view key) {
  for (const auto& choice : choices)
    if (choice.first == key) return &choice.second;
  return nullptr;
}

base::Json json_of(const Choices& choices) {
  base::Json::Object members;
  base::Json::Array labels;
  for (const auto& [key, label] : choices) {
    if (key == std::to_string(labels.size())) labels.emplace_back(label);
    members.emplace_back(key, label);
  }
  if (labels.size() == members.size()) return labels;
  return members;
}

std::string joined(const Choices& choices, bool labels) {
  std::string text;
  for (const auto& [key, label] : choices)
    text += (text.empty() ? "" : ", ") + (labels ? label : key);
  return text;
}

bool SentChoices::is_nothing() const {
  return is_list ? items.empty() : !value.to_boolean();
}

std::vector<std::pair<std::string, base::Json>> SentChoices::as_items() const {
  if (is_list) return items;
  return {{"0", value}};
}

SentChoices sent_choices(const base::Json& input) {
  SentChoices sent;
  sent.is_list = input.array() || input.object();
  if (!sent.is_list) sent.value = input;
  if (input.object()) sent.items = *input.object();
  if (input.array())
    for (const base::Json& item : *input.array())
      sent.items.emplace_back(std::to_string(sent.items.size()), item);
  return sent;
}

}  // namespace ost::domain
