// SPDX-License-Identifier: MIT
#include "domain/forms/form_entry.hpp"

#include <algorithm>
#include <iterator>

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

// A ticket is not refused over a long subject; what its column cannot hold is cut between
// characters.
void cut(const FormField& field, std::optional<FieldValue>& value, FormReport& report) {
  if (!value || value->text.size() <= kLargestAnswer) return;
  value->text.resize(
      base::valid_utf8_prefix(std::string_view(value->text).substr(0, kLargestAnswer)));
  report.warnings.push_back(field.name() + ": ends at 65,535 bytes");
}

}  // namespace

FormEntry::FormEntry(const db::FormRow& form, const HelpDesk& desk, std::int64_t now)
    : form_(&form), desk_(&desk) {
  for (const FieldDefinition& row : desk.form_fields)
    if (row.form_id == form.id) slots_.push_back({FormField(row, desk, now)});
}

void FormEntry::fill_in_for(const Agent& agent) {
  for (Slot& slot : slots_) slot.field.fill_in_for(agent);
}

void FormEntry::fill(const std::vector<FieldInput>& inputs, FormReport& report) {
  for (Slot& slot : slots_) {
    const FormField& field = slot.field;
    const base::Json* sent = find_input(inputs, field.name());
    if (!sent) continue;
    report.used.insert(field.name());
    const std::string refusal = field.refusal(*sent);
    if (!refusal.empty()) {
      report.refused.push_back({field.name(), refusal});
      continue;
    }
    slot.value = field.read(*sent);
    if (form_->type == "T" && field.name() == "subject") cut(field, slot.value, report);
    // osTicket's API leaves the ticket form's values unprepared until they are stored.
    slot.seen = form_->type == "T" ? field.read_unprepared(*sent, slot.value) : slot.value;
    if (slot.value && !slot.value->is_known)
      report.warnings.push_back(field.name() + ": " + field.doubt());
  }
}

void FormEntry::set(std::string_view name, FieldValue value) {
  for (Slot& slot : slots_) {
    if (!base::equal_ignoring_case(slot.field.name(), name)) continue;
    slot.value = std::move(value);
    slot.seen = slot.value;
    return;
  }
}

bool FormEntry::has_field(std::int64_t field_id) const {
  return std::any_of(slots_.begin(), slots_.end(),
                     [&](const Slot& slot) { return slot.field.id() == field_id; });
}

void FormEntry::set_files(std::int64_t field_id, const FieldValue& files) {
  for (Slot& slot : slots_) {
    if (slot.field.id() != field_id) continue;
    slot.value = files;
    slot.seen = slot.value;
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
    if (!slot.field.has_data() || disabled_.count(slot.field.id()) > 0) continue;
    std::string complaint = slot.field.complaint(slot.seen);
    if (!complaint.empty()) errors.push_back({slot.field.column(), std::move(complaint)});
  }
  return errors;
}

std::vector<base::FieldError> FormEntry::too_long() const {
  std::vector<base::FieldError> errors;
  for (const Slot& slot : slots_) {
    if (!slot.field.is_stored()) continue;
    const auto answer = slot.field.store(slot.value).value;
    if (answer && answer->size() > kLargestAnswer)
      errors.push_back({slot.field.column(), "is too long: a field holds at most 65,535 bytes"});
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
    const std::string column = slot.field.column();
    if (slot.field.is_stored() && desk_->has_cdata_column(table, column))
      values.emplace_back(column, slot.field.keys(slot.field.load(slot.field.store(slot.value))));
  }
  return values;
}

std::vector<std::pair<std::string, std::string>> FormEntry::filter_data() const {
  std::vector<std::pair<std::string, std::string>> data;
  for (const Slot& slot : slots_) {
    const std::string tag = "field." + std::to_string(slot.field.id());
    data.emplace_back(tag, slot.field.to_text(slot.seen));
    for (auto& [suffix, text] : slot.field.item_properties(slot.seen))
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

std::vector<SearchableAnswer> FormEntry::searchable() const {
  std::vector<SearchableAnswer> answers;
  for (const Slot& slot : slots_) {
    if (!slot.field.is_stored()) continue;
    answers.push_back({slot.field.tag(), slot.field.searchable(slot.value), slot.field.row().sort});
  }
  return answers;
}

bool FormEntry::misses_for_close() const {
  for (const Slot& slot : slots_) {
    if (!slot.field.is_enabled() || !slot.field.is_required_for_close()) continue;
    if (!slot.field.store(slot.value).value) return true;
  }
  return false;
}

std::vector<db::FormValueRow> TicketForms::rows() const {
  std::vector<db::FormValueRow> rows = ticket.entry.rows(0);
  for (const PlacedForm& form : of_topic) {
    std::vector<db::FormValueRow> more = form.entry.rows(0);
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  return rows;
}

bool TicketForms::misses_for_close() const {
  return ticket.entry.misses_for_close() ||
         std::any_of(of_topic.begin(), of_topic.end(),
                     [](const PlacedForm& form) { return form.entry.misses_for_close(); });
}

}  // namespace ost::domain
