// SPDX-License-Identifier: MIT
#include "api/read/filters_text.hpp"

namespace ost::api {
namespace {

void append(std::string& text, std::int64_t number) {
  text += std::to_string(number) + ",";
}

// With its length in front no text can pass for the end of another.
void append(std::string& text, const std::string& value) {
  text += std::to_string(value.size()) + ":" + value + ",";
}

template <typename T>
void append(std::string& text, const std::vector<T>& values) {
  for (const T& value : values) append(text, value);
  text += ";";
}

}  // namespace

std::string filters_text(const db::ListQuery& list) {
  std::string text;
  for (const db::TicketCondition& condition : list.conditions) {
    text += "c" + std::to_string(static_cast<int>(condition.column)) + "." +
            std::to_string(static_cast<int>(condition.test)) + "=";
    append(text, condition.numbers);
    append(text, condition.texts);
  }
  for (const db::AnswerCondition& answer : list.answers) {
    text += answer.is_negated ? "a!" : "a=";
    append(text, answer.field_ids);
    append(text, answer.values);
    append(text, answer.value_ids);
    append(text, answer.keys);
  }
  if (list.search) {
    text += list.search->with_notes ? "s=" : "S=";
    text += list.search->mode == db::TicketSearch::Mode::kBoolean ? "b" : "n";
    append(text, list.search->words);
  }
  return text;
}

}  // namespace ost::api
