// SPDX-License-Identifier: MIT
// What each type of osTicket's form designer makes of a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "domain/choice_field.hpp"
#include "domain/field_value.hpp"
#include "domain/help_desk.hpp"

namespace ost::domain {

/// A field of a form together with its configuration.
class FormField {
 public:
  FormField(const db::FormFieldRow& row, const HelpDesk& desk);

  void set_intake(Intake intake) { intake_ = intake; }

  const db::FormFieldRow& row() const { return *row_; }
  std::int64_t id() const { return row_->id; }
  const std::string& name() const { return row_->name; }

  /// True when its answers are rows of their own: not for the thread entry, section breaks,
  /// information, and what osTicket keeps elsewhere (FormField::hasData, isStorable,
  /// isPresentationOnly).
  bool is_stored() const;
  bool is_enabled() const;
  /// Required of users, as over the API nobody is logged in (DynamicFormField::isRequiredForUsers).
  bool is_required() const;
  bool is_required_for_close() const;

  /// The value of what a client sent; empty for null and for nothing (FormField::parse, getClean).
  std::optional<FieldValue> parse(const base::Json& input) const;
  /// The value that a stored answer means (FormField::to_php); empty for NULL.
  std::optional<FieldValue> load(const StoredAnswer& answer) const;
  /// What is wrong with the value, in osTicket's words (FormField::validateEntry); empty: nothing.
  std::vector<std::string> validate(const std::optional<FieldValue>& value) const;
  /// How it is stored (FormField::to_database).
  StoredAnswer store(const std::optional<FieldValue>& value) const;
  /// For people and for ticket filters (FormField::toString).
  std::string to_text(const std::optional<FieldValue>& value) const;
  /// What filters may ask of the items that were chosen from a list: ".abb" and ".N" for its
  /// property N (DynamicListItem::getFilterData).
  std::vector<std::pair<std::string, std::string>> item_properties(
      const std::optional<FieldValue>& value) const;
  /// For the search index; "" is left out (FormField::searchable).
  std::string searchable(const std::optional<FieldValue>& value) const;
  /// For the materialised form table, of a value that has been loaded (FormField::getKeys).
  std::string keys(const std::optional<FieldValue>& value) const;
  /// Why a value of this type cannot come over the API; empty when it can.
  std::string refusal() const;

 private:
  ChoiceField choice() const { return {*row_, *desk_, configuration_}; }
  bool is_choice() const { return ChoiceField::is_choice_type(row_->type); }
  std::optional<FieldValue> parse_text(const std::string& text) const;
  std::optional<FieldValue> parse_date(const std::string& text) const;

  const db::FormFieldRow* row_;
  const HelpDesk* desk_;
  base::Json configuration_;
  Intake intake_ = Intake::kWidget;
};

}  // namespace ost::domain
