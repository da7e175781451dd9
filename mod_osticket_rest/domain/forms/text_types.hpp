// SPDX-License-Identifier: MIT
// Types whose values are texts or dates, and those that have none.
#pragma once

#include "domain/forms/field_type.hpp"

namespace ost::domain {

/// TextboxField: one line without tags.
class TextType final : public FieldType {
 public:
  Value read(const FormField& field, const base::Json& sent) const override;
  bool is_empty(const Value& value) const override;
  std::string complaint(const FormField& field, const FieldValue& value) const override;
};

/// TextareaField: several lines, cleaned markup or plain text.
class MemoType final : public FieldType {
 public:
  Value read(const FormField& field, const base::Json& sent) const override;
  std::string complaint(const FormField& field, const FieldValue& value) const override;
  std::string searchable(const FormField& field, const Value& value) const override;
  /// Cleaned, unlike in osTicket, which cleans such a text wherever it shows it.
  StoredAnswer store_edited(const FormField& field, const std::string& sent,
                            const Value& value) const override;
  /// Without tags, and not longer than the history has room for.
  base::Json told(const FormField& field, const StoredAnswer& answer) const override;
  base::Json told_edited(const FormField& field, const base::Json& sent,
                         const Value& value) const override;
};

/// PhoneField: digits, an X and the digits of an extension.
class PhoneType final : public FieldType {
 public:
  Value read(const FormField& field, const base::Json& sent) const override;
  std::string complaint(const FormField& field, const FieldValue& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
};

/// BooleanField: a check box; one that was not sent is not checked.
class CheckboxType final : public FieldType {
 public:
  std::string refusal(const base::Json&) const override { return ""; }
  Value read(const FormField& field, const base::Json& sent) const override;
  StoredAnswer store(const FormField& field, const Value& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  StoredAnswer store_edited(const FormField& field, const std::string& sent,
                            const Value& value) const override;
  base::Json told(const FormField& field, const StoredAnswer& answer) const override;
  base::Json told_edited(const FormField& field, const base::Json& sent,
                         const Value& value) const override;
};

/// ThreadEntryField: the message, which the thread holds.
class ThreadType final : public FieldType {
 public:
  bool has_data() const override { return false; }
  Value read(const FormField& field, const base::Json& sent) const override;
};

/// SectionBreakField, FreeTextField: shown, and without a value.
class DisplayType final : public FieldType {
 public:
  bool has_data() const override { return false; }
  std::string refusal(const base::Json&) const override { return ""; }
  Value read(const FormField&, const base::Json&) const override { return std::nullopt; }
};

/// A type of osTicket that is not known here, or that comes from a plug-in.
class OtherType final : public FieldType {
 public:
  std::string refusal(const base::Json&) const override {
    return "a field of this type cannot be sent over this API";
  }
  Value read(const FormField&, const base::Json&) const override { return std::nullopt; }
};

/// DatetimeField: a date, or a date with its time.
class DateType final : public FieldType {
 public:
  std::string doubt() const override { return "this is no date"; }
  /// As osTicket stores it, in the field's own zone or the help desk's: "2026-03-01 14:30:00 CET"
  /// (DatetimePickerWidget::getValue). What is no date stays as it is.
  Value read(const FormField& field, const base::Json& sent) const override;
  std::string complaint(const FormField& field, const FieldValue& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  std::string keys(const FormField& field, const Value& value) const override;
  StoredAnswer store_edited(const FormField& field, const std::string& sent,
                            const Value& value) const override;
  base::Json told(const FormField& field, const StoredAnswer& answer) const override;
  base::Json told_edited(const FormField& field, const base::Json& sent,
                         const Value& value) const override;
};

/// Which parts of a date people are shown.
enum class DateShape { kDay, kDayAndTime };

/// The date for people: in a zone, the help desk's where none is named, by the help desk's own
/// format where it has one, else as in American English, with 24 hours where these are chosen
/// (Format::date, Format::datetime).
std::string date_text(std::int64_t utc, DateShape shape, const HelpDesk& desk,
                      const std::string& zone = "");

}  // namespace ost::domain
