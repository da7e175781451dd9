// SPDX-License-Identifier: MIT
#pragma once

#include "domain/forms/field_type.hpp"

namespace ost::domain {

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
/// format where it has one, else as in American English (Format::date, Format::datetime).
std::string date_text(std::int64_t utc, DateShape shape, const HelpDesk& desk,
                      const std::string& zone = "");

}  // namespace ost::domain
