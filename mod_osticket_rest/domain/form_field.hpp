// SPDX-License-Identifier: MIT
// What each type of osTicket's form designer makes of a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "domain/help_desk.hpp"

namespace ost::domain {

/// A value of a field after it has been read. `choices` are key and label.
struct FieldValue {
  std::string text{};
  std::vector<std::pair<std::string, std::string>> choices{};
  std::optional<std::int64_t> id{};
  bool is_known = true;  ///< false: a choice that is not offered
};

/// As ost_form_entry_values keeps a value.
struct StoredAnswer {
  std::optional<std::string> value{};
  std::optional<std::int64_t> value_id{};
};

/// A field of a form together with its configuration.
class FormField {
 public:
  FormField(const db::FormFieldRow& row, const HelpDesk& desk);

  /// The ticket form takes dates as they come (the second pass of Ticket::create for the API).
  void keep_dates_as_sent() { keeps_dates_ = true; }

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
  /// For the materialised form table (FormField::getKeys).
  std::string keys(const std::optional<FieldValue>& value) const;
  /// Why a value of this type cannot come over the API; empty when it can.
  std::string refusal() const;

 private:
  bool is_list() const;
  bool is_multiple() const;
  std::vector<std::pair<std::string, std::string>> offered() const;
  std::optional<FieldValue> parse_choices(const base::Json& input) const;
  std::optional<FieldValue> parse_zone(const std::string& name) const;
  static StoredAnswer store_department(const FieldValue& value);
  std::optional<FieldValue> parse_priority(const base::Json& input) const;
  std::optional<FieldValue> parse_text(const std::string& text) const;

  const db::FormFieldRow* row_;
  const HelpDesk* desk_;
  base::Json configuration_;
  bool keeps_dates_ = false;
};

}  // namespace ost::domain
