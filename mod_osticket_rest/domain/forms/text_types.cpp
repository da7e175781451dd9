// SPDX-License-Identifier: MIT
#include "domain/forms/text_types.hpp"

#include "base/text.hpp"
#include "domain/forms/field_validators.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

FieldValue text_value(std::string text) {
  FieldValue value;
  value.text = std::move(text);
  return value;
}

// Nothing but white space, or the letters of a line break, is nothing (TextareaWidget::parseValue).
bool says_nothing(std::string_view text, bool is_markup) {
  constexpr std::string_view kBreak = " <>br/\t\n\r";
  std::string_view rest = base::trim(text);
  if (is_markup) {
    const std::size_t first = text.find_first_not_of(kBreak);
    if (first == std::string_view::npos) return true;
    rest = text.substr(first, text.find_last_not_of(kBreak) - first + 1);
  }
  return rest.empty() || rest == "0";
}

// The room for a text in the history, in bytes.
constexpr std::size_t kToldBytes = 200;

// A text that is too long ends behind a word (Format::truncate).
std::string told_memo(const std::string& markup) {
  const std::string text = strip_tags(decode_special_characters(markup));
  if (text.size() < kToldBytes) return text;
  const std::size_t space = text.rfind(' ', kToldBytes - 1);
  return text.substr(0, space == std::string::npos ? 0 : space) + " ...";
}

}  // namespace

FieldType::Value TextType::read(const FormField&, const base::Json& sent) const {
  return text_value(plain_text(sent.to_string()));
}

bool TextType::is_empty(const Value& value) const {
  return !value || value->text.empty();
}

std::string TextType::complaint(const FormField& field, const FieldValue& value) const {
  return validate_text(value.text, field.settings());
}

FieldType::Value MemoType::read(const FormField& field, const base::Json& sent) const {
  const bool is_markup = field.settings().is_markup;
  const std::string text = sent.to_string();
  if (says_nothing(text, is_markup)) return text_value("");
  return text_value(is_markup ? clean_markup(text) : text);
}

std::string MemoType::complaint(const FormField& field, const FieldValue& value) const {
  return validate_memo(value.text, field.settings());
}

std::string MemoType::searchable(const FormField&, const Value& value) const {
  return value ? searchable_markup(value->text) : "";
}

StoredAnswer MemoType::store_edited(const FormField& field, const std::string& sent,
                                    const Value&) const {
  const bool is_cleaned = field.settings().is_markup && has_tag(sent);
  return {is_cleaned ? clean_markup(sent) : sent, std::nullopt};
}

base::Json MemoType::told(const FormField&, const StoredAnswer& answer) const {
  return told_memo(answer.value.value_or(""));
}

base::Json MemoType::told_edited(const FormField&, const base::Json& sent, const Value&) const {
  return told_memo(sent.to_string());
}

FieldType::Value PhoneType::read(const FormField&, const base::Json& sent) const {
  const std::string text = sent.to_string();
  std::string kept;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == 'X') kept.push_back(c);
  return text_value(kept.empty() || kept == "0" ? text : kept);
}

std::string PhoneType::complaint(const FormField& field, const FieldValue& value) const {
  return validate_phone(value.text, field.settings());
}

std::string PhoneType::to_text(const FormField& field, const Value& value) const {
  if (!value) return "";
  const std::size_t cross = value->text.find('X');
  std::string phone = value->text.substr(0, cross);
  if (field.settings().is_american) phone = format_phone(phone);
  const bool is_extended = cross != std::string::npos && cross + 1 < value->text.size();
  return is_extended ? phone + " x" + value->text.substr(cross + 1) : phone;
}

FieldType::Value CheckboxType::read(const FormField&, const base::Json& sent) const {
  return text_value(sent.to_boolean() ? "1" : "0");
}

StoredAnswer CheckboxType::store(const FormField&, const Value& value) const {
  return {value ? value->text : "0", std::nullopt};
}

std::string CheckboxType::to_text(const FormField&, const Value& value) const {
  return value && value->text == "1" ? "Yes" : "No";
}

StoredAnswer CheckboxType::store_edited(const FormField& field, const std::string&,
                                        const Value& value) const {
  return store(field, value);
}

base::Json CheckboxType::told(const FormField&, const StoredAnswer& answer) const {
  return base::Json(answer.value.value_or("")).to_boolean() ? "1" : "0";
}

base::Json CheckboxType::told_edited(const FormField& field, const base::Json&,
                                     const Value& value) const {
  return *store(field, value).value;
}

FieldType::Value ThreadType::read(const FormField&, const base::Json& sent) const {
  return text_value(std::string(base::trim(sent.to_string())));
}

}  // namespace ost::domain
