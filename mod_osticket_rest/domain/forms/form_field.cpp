// SPDX-License-Identifier: MIT
#include "domain/forms/form_field.hpp"

#include "base/text.hpp"
#include "domain/desk/flags.hpp"
#include "domain/forms/choices.hpp"
#include "domain/forms/field_type.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {

FormField::FormField(const FieldDefinition& definition, const HelpDesk& desk, std::int64_t now)
    : definition_(&definition), desk_(&desk), type_(&field_type(definition.type)), now_(now) {}

std::string FormField::column() const {
  return name().empty() ? "field_" + std::to_string(id()) : name();
}

std::string FormField::tag() const {
  return name().empty() ? "field." + std::to_string(id()) : base::lower_ascii(name());
}

bool FormField::has_data() const {
  return type_->has_data();
}
bool FormField::is_stored() const {
  return has_data() && (definition_->flags & kFieldStoredElsewhere) == 0;
}
bool FormField::is_enabled() const {
  return (definition_->flags & kFieldEnabled) != 0;
}
bool FormField::is_required() const {
  return (definition_->flags & (agent_ ? kFieldRequiredOfAgents : kFieldRequiredOfUsers)) != 0;
}
bool FormField::is_editable() const {
  return is_enabled() && (definition_->flags & kFieldEditableToAgents) != 0;
}
bool FormField::is_required_for_close() const {
  return (definition_->flags & kFieldRequiredForClose) != 0;
}

bool FormField::keeps_choices() const {
  return type_->keeps_choices();
}
bool FormField::takes_files() const {
  return type_->takes_files();
}

std::optional<Choices> FormField::choices() const {
  return type_->choices(*this);
}

std::string FormField::refusal(const base::Json& sent) const {
  return type_->refusal(sent);
}

std::string FormField::refusal_of_edit(const base::Json& sent) const {
  return type_->refusal_of_edit(sent);
}

std::string FormField::doubt() const {
  return type_->doubt();
}

std::optional<FieldValue> FormField::read(const base::Json& sent) const {
  return sent.is_null() ? std::nullopt : type_->read(*this, sent);
}

std::optional<FieldValue> FormField::read_unprepared(const base::Json& sent,
                                                     const std::optional<FieldValue>& read) const {
  return sent.is_null() ? std::nullopt : type_->read_unprepared(*this, sent, read);
}

std::optional<FieldValue> FormField::load(const StoredAnswer& answer) const {
  return type_->load(*this, answer);
}

std::string FormField::complaint(const std::optional<FieldValue>& value) const {
  if (!type_->is_empty(value)) return type_->complaint(*this, *value);
  if (!is_required()) return "";
  const std::string& label = definition_->label;
  return label.empty() ? "This is a required field" : label + " is a required field";
}

StoredAnswer FormField::store(const std::optional<FieldValue>& value) const {
  return type_->store(*this, value);
}

StoredAnswer FormField::store_edited(const std::string& sent,
                                     const std::optional<FieldValue>& value) const {
  return type_->store_edited(*this, sent, value);
}

base::Json FormField::told(const StoredAnswer& answer) const {
  return type_->told(*this, answer);
}

base::Json FormField::told_edited(const base::Json& sent,
                                  const std::optional<FieldValue>& value) const {
  return type_->told_edited(*this, sent, value);
}

bool FormField::is_same(const StoredAnswer& before, const StoredAnswer& after) const {
  return type_->is_same(*this, before, after);
}

std::string FormField::to_text(const std::optional<FieldValue>& value) const {
  return type_->to_text(*this, value);
}

std::vector<std::pair<std::string, std::string>> FormField::item_properties(
    const std::optional<FieldValue>& value) const {
  return type_->item_properties(*this, value);
}

std::string FormField::searchable(const std::optional<FieldValue>& value) const {
  return type_->searchable(*this, value);
}

std::string FormField::keys(const std::optional<FieldValue>& value) const {
  return type_->keys(*this, value);
}

namespace {

constexpr std::size_t kLargestAnswer = 65535;  // bytes of ost_form_entry_values.value

base::Error wrong(const FormField& field, std::string reason) {
  return base::Error{base::Errc::kInvalidFields,
                     "Invalid fields: " + field.column(),
                     "",
                     {{field.column(), std::move(reason)}}};
}

}  // namespace

base::Result<AnswerChange> change_answer(const FormField& field, const base::Json& sent) {
  const base::Json wanted = sent.is_null() ? base::Json("") : sent;
  std::string reason = field.refusal_of_edit(wanted);
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
