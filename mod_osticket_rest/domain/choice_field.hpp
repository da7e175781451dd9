// SPDX-License-Identifier: MIT
// Fields that offer choices: of their own, list items, priorities, departments, topics, assignees
// and time zones.
#pragma once

#include "domain/field_value.hpp"
#include "domain/help_desk.hpp"

namespace ost::domain {

/// A field of one of these types with its configuration.
class ChoiceField {
 public:
  ChoiceField(const db::FormFieldRow& row, const HelpDesk& desk, const base::Json& configuration)
      : row_(row), desk_(desk), configuration_(configuration) {}

  static bool is_choice_type(std::string_view type);

  /// Key and label of what a client may choose (getChoices of each class, with nobody logged in).
  Choices offered() const;

  /// The choice that was made; empty when nothing was sent (ChoicesWidget::getValue, parse of each
  /// class). Something that is not offered is kept as osTicket keeps it, and marked.
  std::optional<FieldValue> read(const base::Json& input, Intake intake) const;
  /// The choice that a stored answer means; empty for none (to_php of each class).
  std::optional<FieldValue> load(const StoredAnswer& answer) const;
  /// to_database of each class.
  StoredAnswer store(const FieldValue& value) const;
  /// toString of each class.
  std::string to_text(const FieldValue& value) const;
  /// getKeys of each class, for a value that has been loaded.
  std::string keys(const FieldValue& value) const;

 private:
  bool is(std::string_view type) const { return row_.type == type; }
  bool is_list() const;
  bool is_multiple() const;
  std::int64_t list_id() const;
  std::string setting(std::string_view name) const;
  std::optional<std::string> label_of(const std::string& key) const;
  const db::ListItemRow* item(std::int64_t id) const;
  const db::ListItemRow* look_up(const base::Json& value) const;

  SentChoices through_widget(const SentChoices& sent) const;
  std::optional<FieldValue> parse(const SentChoices& sent) const;
  std::optional<FieldValue> parse_keys(const SentChoices& sent) const;
  std::optional<FieldValue> parse_items(const SentChoices& sent) const;
  std::optional<FieldValue> parse_by_id(const SentChoices& sent) const;
  std::optional<FieldValue> parse_department(const SentChoices& sent) const;
  std::optional<FieldValue> parse_assignee(const SentChoices& sent) const;
  FieldValue assignee(const std::string& key) const;

  const db::FormFieldRow& row_;
  const HelpDesk& desk_;
  const base::Json& configuration_;
};

}  // namespace ost::domain
