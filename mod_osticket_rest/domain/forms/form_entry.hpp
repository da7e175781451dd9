// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/forms/field_value.hpp"
#include "domain/forms/form_field.hpp"

namespace ost::domain {

/// What came of filling in forms.
struct FormReport {
  std::vector<base::FieldError> refused{};
  std::vector<std::string> warnings{};
  std::set<std::string> used{};  ///< names of the members that a form has a field for
};

struct SearchableAnswer {
  std::string name;  ///< of the field, or "field.N"
  std::string text;
  std::int64_t sort = 0;  ///< the field's place in its form
};

/// A form that is being filled in for a new ticket or user (DynamicFormEntry).
class FormEntry {
 public:
  /// `now`, in UTC seconds, is what dates like "tomorrow" are told from.
  FormEntry(const db::FormRow& form, const HelpDesk& desk, std::int64_t now = 0);

  std::int64_t form_id() const { return form_->id; }
  bool has_field(std::int64_t field_id) const;
  /// An agent fills it in, who outlives it; without one a user does, or nobody.
  void fill_in_for(const Agent& agent);

  /// Reads the members of a request that are named like fields. What no field of the type can take
  /// is refused, what is not offered or no date is warned of.
  void fill(const std::vector<FieldInput>& inputs, FormReport& report);
  void set(std::string_view name, FieldValue value);
  /// The files of a field of type files once they are stored: ids and names, and the text for
  /// the search index.
  void set_files(std::int64_t field_id, const FieldValue& files);
  /// Fields that the help topic turns off are not validated; they are stored all the same
  /// (Ticket::create, DynamicFormEntry::getForm).
  void disable(const std::set<std::int64_t>& field_ids) { disabled_ = field_ids; }

  const std::optional<FieldValue>* value(std::string_view name) const;
  std::vector<base::FieldError> validate() const;
  /// Answers that their column would cut.
  std::vector<base::FieldError> too_long() const;

  /// One row for each field that is stored, in the form's order; entry ids are the caller's.
  std::vector<db::FormValueRow> rows(std::int64_t entry_id) const;
  /// For the materialised table: the columns that it has.
  std::vector<std::pair<std::string, std::string>> cdata(const std::string& table) const;
  /// "field.N" and text for each field (DynamicFormEntry::getFilterData).
  std::vector<std::pair<std::string, std::string>> filter_data() const;
  /// The answer of a field as text, empty when the form has no such field.
  std::optional<std::string> text(std::string_view name) const;
  /// The searchable text of each stored field.
  std::vector<SearchableAnswer> searchable() const;
  /// Ids of those of the fields that are enabled and required to close, and have no answer.
  bool misses_for_close() const;

 private:
  struct Slot {
    FormField field;
    std::optional<FieldValue> value{};  ///< what is stored
    std::optional<FieldValue> seen{};   ///< what is checked, and what filters see
  };
  const db::FormRow* form_;
  const HelpDesk* desk_;
  std::vector<Slot> slots_;
  std::set<std::int64_t> disabled_;
};

/// One of a ticket's forms, with its place among them and what its topic turned off, as JSON.
struct PlacedForm {
  FormEntry entry;
  std::int64_t sort = 1;
  std::optional<std::string> extra{};
};

/// The forms of one ticket: the ticket form, and those that its topic adds.
struct TicketForms {
  PlacedForm ticket;
  std::vector<PlacedForm> of_topic{};

  /// The answers of all forms, one row each, in the order of the forms.
  std::vector<db::FormValueRow> rows() const;
  /// True while a field that is required to close has no answer (Ticket::isCloseable).
  bool misses_for_close() const;
};

}  // namespace ost::domain
