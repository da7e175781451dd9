// SPDX-License-Identifier: MIT
// What each type of osTicket's form designer makes of a value: one class a type, named after its
// class in class.forms.php and class.dynamic_forms.php.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/forms/form_field.hpp"

namespace ost::domain {

/// One type. Types have no state of their own; each question comes with the field it is about. What
/// a type does not answer otherwise is answered as for a text.
class FieldType {
 public:
  using Value = std::optional<FieldValue>;
  using Properties = std::vector<std::pair<std::string, std::string>>;

  virtual bool has_data() const { return true; }
  virtual bool keeps_choices() const { return false; }
  virtual bool takes_files() const { return false; }
  /// Empty for a type that offers none.
  virtual std::optional<Choices> choices(const FormField&) const { return std::nullopt; }
  virtual std::string refusal(const base::Json& sent) const;
  virtual std::string refusal_of_edit(const base::Json& sent) const { return refusal(sent); }
  virtual std::string doubt() const { return "this choice is not offered"; }
  virtual Value read(const FormField& field, const base::Json& sent) const = 0;
  virtual Value read_unprepared(const FormField&, const base::Json&, const Value& read) const {
    return read;
  }
  virtual Value load(const FormField& field, const StoredAnswer& answer) const;
  /// True for what PHP takes for false, which is no answer to a required field.
  virtual bool is_empty(const Value& value) const;
  /// Of a value that is not empty.
  virtual std::string complaint(const FormField&, const FieldValue&) const { return ""; }
  virtual StoredAnswer store(const FormField& field, const Value& value) const;
  virtual StoredAnswer store_edited(const FormField& field, const std::string& sent,
                                    const Value& value) const;
  virtual base::Json told(const FormField& field, const StoredAnswer& answer) const;
  virtual base::Json told_edited(const FormField& field, const base::Json& sent,
                                 const Value& value) const;
  virtual bool is_same(const FormField&, const StoredAnswer& before,
                       const StoredAnswer& after) const {
    return is_same_answer(before, after);
  }
  virtual std::string to_text(const FormField& field, const Value& value) const;
  virtual Properties item_properties(const FormField&, const Value&) const { return {}; }
  virtual std::string searchable(const FormField& field, const Value& value) const;
  virtual std::string keys(const FormField& field, const Value& value) const;

 protected:
  ~FieldType() = default;
};

/// The type of a name in ost_form_field.type; one whose fields nothing can be sent for when the
/// name is not known.
const FieldType& field_type(std::string_view name);

}  // namespace ost::domain
