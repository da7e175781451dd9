// SPDX-License-Identifier: MIT
#include "domain/forms/answer_change.hpp"

#include "base/text.hpp"
#include "domain/forms/sent_choices.hpp"

namespace ost::domain {
namespace {

constexpr std::size_t kLargestAnswer = 65535;  // bytes of ost_form_entry_values.value
constexpr std::size_t kLongestStored = 3;      // bytes of a character there

// osTicket's connection cannot carry a character of four bytes.
std::string as_stored(const std::string& text) {
  std::string stored;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = base::character_length(text, i);
    if (length > kLongestStored)
      stored += "????";
    else
      stored.append(text, i, length);
    i += length > 0 ? length : 1;
  }
  return stored;
}

base::Error wrong(const FormField& field, std::string reason) {
  return base::Error{base::Errc::kInvalidFields,
                     "Invalid fields: " + field.column(),
                     "",
                     {{field.column(), std::move(reason)}}};
}

}  // namespace

base::Result<AnswerChange> change_answer(const FormField& field, const base::Json& sent) {
  const base::Json wanted = sent.is_null() ? base::Json("") : sent;
  std::string reason = field.refusal(wanted);
  if (!reason.empty()) return wrong(field, std::move(reason));
  const auto value = field.read(wanted);
  if (value && !value->is_known) return wrong(field, field.doubt());
  reason = field.complaint(value);
  if (!reason.empty()) return wrong(field, std::move(reason));
  AnswerChange change{field.store_edited(as_stored(wanted.to_string()), value),
                      field.told_edited(wanted, value)};
  if (change.answer.value && change.answer.value->size() > kLargestAnswer)
    return wrong(field, "is too long: a field holds at most 65,535 bytes");
  return change;
}

bool is_same_answer(const StoredAnswer& a, const StoredAnswer& b) {
  return a.value_id == b.value_id &&
         loosely_equal(base::Json(a.value.value_or("")), b.value.value_or(""));
}

}  // namespace ost::domain
