// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/forms/field_value.hpp"

namespace ost::domain {

class Agent;
class FieldType;

/// A field of a form: its row, its settings and its type. What its type makes of values is asked
/// through it (field_type.hpp).
class FormField {
 public:
  /// `now`, in UTC seconds, is what dates like "tomorrow" are told from.
  FormField(const FieldDefinition& definition, const HelpDesk& desk, std::int64_t now = 0);

  const FieldDefinition& row() const { return *definition_; }
  const FieldSettings& settings() const { return definition_->settings; }
  const HelpDesk& desk() const { return *desk_; }
  /// The agent who fills it in; nullptr for a user, and for nobody.
  const Agent* agent() const { return agent_; }
  void fill_in_for(const Agent& agent) { agent_ = &agent; }
  /// The answer that it has while it is edited, whose choices stay choosable; nullptr for none.
  const FieldValue* held() const { return held_; }
  void hold(const FieldValue& answer) { held_ = &answer; }
  std::int64_t now() const { return now_; }
  std::int64_t id() const { return definition_->id; }
  const std::string& name() const { return definition_->name; }
  /// Its column in a materialised form table: its name, or "field_N".
  std::string column() const;
  /// What its answer goes by among all answers of a ticket: its name in small letters, or "field.N"
  /// (Ticket::loadDynamicData).
  std::string tag() const;

  /// True when the type has values at all: not for the thread entry, section breaks and information
  /// (FormField::hasData, isPresentationOnly).
  bool has_data() const;
  /// True when its answers are rows of their own, not kept elsewhere (FormField::isStorable).
  bool is_stored() const;
  bool is_enabled() const;
  /// Required of agents where one fills it in, else of users, as over the API nobody is logged in
  /// (DynamicFormField::isRequiredForStaff, isRequiredForUsers).
  bool is_required() const;
  /// True when agents may change it (DynamicFormField::isEditableToStaff).
  bool is_editable() const;
  bool is_required_for_close() const;
  /// True for a type that keeps choices which are offered no more to answers that hold them.
  bool keeps_choices() const;
  /// True for a type whose answers are files.
  bool takes_files() const;
  /// What may be chosen (getChoices, with nobody logged in); empty for a type without choices, and
  /// for time zones.
  std::optional<Choices> choices() const;

  /// Why nothing of this type, or nothing like what was sent, can come over the API; "" when it
  /// can.
  std::string refusal(const base::Json& sent) const;
  /// The same where an agent edits a ticket's field.
  std::string refusal_of_edit(const base::Json& sent) const;
  /// What is said of a value that is not known: that its choice is not offered, or that it is no
  /// date.
  std::string doubt() const;
  /// The value that is stored of what a client sent: what the field's widget makes of it, parsed
  /// (FormField::getClean of an answer). Empty for null and for nothing.
  std::optional<FieldValue> read(const base::Json& sent) const;
  /// The value that osTicket checks, and that its filters see, in the ticket form: the same without
  /// the widget, where that means anything (Ticket::create). `read` is what the widget made of it.
  std::optional<FieldValue> read_unprepared(const base::Json& sent,
                                            const std::optional<FieldValue>& read) const;
  /// The value that a stored answer means (FormField::to_php); empty for NULL.
  std::optional<FieldValue> load(const StoredAnswer& answer) const;
  /// What is wrong with the value, in osTicket's words (FormField::validateEntry); "": nothing.
  std::string complaint(const std::optional<FieldValue>& value) const;
  /// How it is stored (FormField::to_database).
  StoredAnswer store(const std::optional<FieldValue>& value) const;
  /// How an agent's edit of a ticket's field is stored: unlike a new ticket's, a text as it was
  /// typed (FormField::save). `value` is what was read of `sent`.
  StoredAnswer store_edited(const std::string& sent, const std::optional<FieldValue>& value) const;
  /// A stored answer, and what takes its place, as a ticket's history tells them
  /// (FormField::getChanges).
  base::Json told(const StoredAnswer& answer) const;
  base::Json told_edited(const base::Json& sent, const std::optional<FieldValue>& value) const;
  /// True when an edit would leave what is there, as PHP compares (FormField::getChanges).
  bool is_same(const StoredAnswer& before, const StoredAnswer& after) const;
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

 private:
  const FieldDefinition* definition_;
  const HelpDesk* desk_;
  const FieldType* type_;
  std::int64_t now_;
  const Agent* agent_ = nullptr;
  const FieldValue* held_ = nullptr;
};

/// What an agent's edit of a field leaves behind.
struct AnswerChange {
  StoredAnswer answer;
  base::Json told;  ///< as the ticket's history tells it
};

/// Makes it of what a client sent for the field; null takes the answer away. kInvalidFields for
/// what the type cannot take, a choice that is not offered, no date, what the field's checks refuse
/// and what its column cannot hold (FormField::getChanges, FormField::save).
base::Result<AnswerChange> change_answer(const FormField& field, const base::Json& sent);

/// True when the field has that answer already, as PHP compares: no answer is an empty one, and
/// numbers are what they say.
bool is_same_answer(const StoredAnswer& a, const StoredAnswer& b);

}  // namespace ost::domain
