// SPDX-License-Identifier: MIT
// Types whose values are rows of tables: priorities, help topics, departments, assignees, files.
// None of the first four is in the search index.
#pragma once

#include "domain/forms/choice_types.hpp"
#include "domain/forms/field_type.hpp"

namespace ost::domain {

class RowType : public OfferingType {
 public:
  std::string searchable(const FormField&, const Value&) const override { return ""; }

 protected:
  ~RowType() = default;
};

/// What PriorityField and TopicField share: a name that is stored beside its id.
class NamedByIdType : public RowType {
 public:
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  StoredAnswer store(const FormField& field, const Value& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  std::string keys(const FormField& field, const Value& value) const override;
  base::Json told(const FormField& field, const StoredAnswer& answer) const override;
  base::Json told_edited(const FormField& field, const base::Json& sent,
                         const Value& value) const override;

 protected:
  ~NamedByIdType() = default;
  Value parse(const FormField& field, const SentChoices& sent) const override;
};

class PriorityType final : public NamedByIdType {
 public:
  /// By the name that the priority has now, and none where it is gone (PriorityField::to_php).
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  std::string keys(const FormField& field, const Value& value) const override;

 protected:
  Choices offered(const FormField& field) const override;
};

class TopicType final : public NamedByIdType {
 protected:
  Choices offered(const FormField& field) const override;
};

/// DepartmentField: what was sent is kept, be it id or name.
class DepartmentType final : public RowType {
 public:
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  StoredAnswer store(const FormField& field, const Value& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  std::string keys(const FormField& field, const Value& value) const override;
  /// The name, and the id beside it.
  StoredAnswer store_edited(const FormField& field, const std::string& sent,
                            const Value& value) const override;
  base::Json told(const FormField& field, const StoredAnswer& answer) const override;
  base::Json told_edited(const FormField& field, const base::Json& sent,
                         const Value& value) const override;

 protected:
  Choices offered(const FormField& field) const override;
  Value parse(const FormField& field, const SentChoices& sent) const override;
};

/// AssigneeField: an agent ("s2") or a team ("t1").
class AssigneeType final : public RowType {
 public:
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  StoredAnswer store(const FormField& field, const Value& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  std::string keys(const FormField& field, const Value& value) const override;

 protected:
  Choices offered(const FormField& field) const override;
  SentChoices through_widget(const FormField& field, const SentChoices& sent) const override;
  Value parse(const FormField& field, const SentChoices& sent) const override;
};

/// Files. A form is filled in with the names of those that were sent; once they are stored, each
/// choice of the value is the id of a file and its name (FileUploadField).
class FilesType final : public FieldType {
 public:
  bool takes_files() const override { return true; }
  std::string refusal(const base::Json& sent) const override;
  /// An edit takes all files away or leaves them: it brings none.
  std::string refusal_of_edit(const base::Json& sent) const override;
  Value read(const FormField& field, const base::Json& sent) const override;
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  StoredAnswer store(const FormField& field, const Value& value) const override;
  StoredAnswer store_edited(const FormField& field, const std::string&,
                            const Value&) const override;
  base::Json told_edited(const FormField& field, const base::Json&, const Value&) const override;
  /// No files are the same however they are stored.
  bool is_same(const FormField& field, const StoredAnswer& before,
               const StoredAnswer& after) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  std::string keys(const FormField& field, const Value& value) const override;
};

}  // namespace ost::domain
