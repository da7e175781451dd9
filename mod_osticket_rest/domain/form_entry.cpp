// SPDX-License-Identifier: MIT
#include "domain/form_entry.hpp"

#include "base/text.hpp"

namespace ost::domain {
namespace {

// Bytes of ost_form_entry_values.value; the session's SQL mode would cut what is longer.
constexpr std::size_t kLargestAnswer = 65535;

const base::Json* find_input(const std::vector<FieldInput>& inputs, const std::string& name) {
  if (name.empty()) return nullptr;
  for (const FieldInput& input : inputs)
    if (input.name == name) return &input.value;
  return nullptr;
}

std::string column_of(const FormField& field) {
  return field.name().empty() ? "field_" + std::to_string(field.id()) : field.name();
}

}  // namespace

FormEntry::FormEntry(const db::FormRow& form, const HelpDesk& desk) : form_(&form), desk_(&desk) {
  for (const db::FormFieldRow& row : desk.form_fields)
    if (row.form_id == form.id) slots_.push_back({FormField(row, desk), std::nullopt});
  if (form.type == "T")
    for (Slot& slot : slots_) slot.field.set_intake(Intake::kAsSent);
}

void FormEntry::fill(const std::vector<FieldInput>& inputs, std::vector<base::FieldError>& refused,
                     std::vector<std::string>& warnings) {
  for (Slot& slot : slots_) {
    const base::Json* input = find_input(inputs, slot.field.name());
    if (!input) continue;
    const std::string refusal = slot.field.refusal();
    if (!refusal.empty()) refused.push_back({slot.field.name(), refusal});
    slot.value = slot.field.parse(*input);
    if (slot.value && !slot.value->is_known)
      warnings.push_back(slot.field.name() + (slot.field.row().type == "datetime"
                                                  ? ": this is no date"
                                                  : ": this choice is not offered"));
  }
}

void FormEntry::set(std::string_view name, FieldValue value) {
  for (Slot& slot : slots_) {
    if (!base::equal_ignoring_case(slot.field.name(), name)) continue;
    slot.value = std::move(value);
    return;
  }
}

const std::optional<FieldValue>* FormEntry::value(std::string_view name) const {
  for (const Slot& slot : slots_)
    if (base::equal_ignoring_case(slot.field.name(), name)) return &slot.value;
  return nullptr;
}

std::vector<base::FieldError> FormEntry::validate() const {
  std::vector<base::FieldError> errors;
  for (const Slot& slot : slots_) {
    const std::string& type = slot.field.row().type;
    const bool has_data = type != "break" && type != "info" && type != "thread";
    if (!has_data || disabled_.count(slot.field.id()) > 0) continue;
    for (std::string& complaint : slot.field.validate(slot.value))
      errors.push_back({column_of(slot.field), std::move(complaint)});
  }
  return errors;
}

std::vector<base::FieldError> FormEntry::too_long() const {
  std::vector<base::FieldError> errors;
  for (const Slot& slot : slots_) {
    if (!slot.field.is_stored()) continue;
    const auto answer = slot.field.store(slot.value).value;
    if (answer && answer->size() > kLargestAnswer)
      errors.push_back({column_of(slot.field), "is too long: a field holds at most 65,535 bytes"});
  }
  return errors;
}

std::vector<db::FormValueRow> FormEntry::rows(std::int64_t entry_id) const {
  std::vector<db::FormValueRow> rows;
  for (const Slot& slot : slots_) {
    if (!slot.field.is_stored()) continue;
    StoredAnswer answer = slot.field.store(slot.value);
    // An empty answer is the same as none (VerySimpleModel::set compares as PHP does).
    if (answer.value && answer.value->empty()) answer.value.reset();
    rows.push_back({entry_id, slot.field.id(), std::move(answer.value), answer.value_id});
  }
  return rows;
}

std::vector<std::pair<std::string, std::string>> FormEntry::cdata(const std::string& table) const {
  std::vector<std::pair<std::string, std::string>> values;
  for (const Slot& slot : slots_) {
    const std::string column = column_of(slot.field);
    if (slot.field.is_stored() && desk_->has_cdata_column(table, column))
      values.emplace_back(column, slot.field.keys(slot.field.load(slot.field.store(slot.value))));
  }
  return values;
}

std::vector<std::pair<std::string, std::string>> FormEntry::filter_data() const {
  std::vector<std::pair<std::string, std::string>> data;
  for (const Slot& slot : slots_) {
    const std::string tag = "field." + std::to_string(slot.field.id());
    data.emplace_back(tag, slot.field.to_text(slot.value));
    for (auto& [suffix, text] : slot.field.item_properties(slot.value))
      data.emplace_back(tag + suffix, std::move(text));
  }
  return data;
}

std::optional<std::string> FormEntry::text(std::string_view name) const {
  for (const Slot& slot : slots_)
    if (slot.field.is_stored() && base::equal_ignoring_case(slot.field.name(), name))
      return slot.field.to_text(slot.value);
  return std::nullopt;
}

void FormEntry::each_searchable(
    const std::function<void(const std::string&, const std::string&)>& call) const {
  for (const Slot& slot : slots_) {
    if (!slot.field.is_stored()) continue;
    const std::string& name = slot.field.name();
    call(name.empty() ? "field." + std::to_string(slot.field.id()) : base::lower_ascii(name),
         slot.field.searchable(slot.value));
  }
}

bool FormEntry::misses_for_close() const {
  for (const Slot& slot : slots_) {
    if (!slot.field.is_enabled() || !slot.field.is_required_for_close()) continue;
    if (!slot.field.store(slot.value).value) return true;
  }
  return false;
}

}  // namespace ost::domain
