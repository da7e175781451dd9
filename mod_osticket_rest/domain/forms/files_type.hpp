// SPDX-License-Identifier: MIT
#pragma once

#include "domain/forms/field_type.hpp"

namespace ost::domain {

/// Files. A form is filled in with the names of those that were sent; once they are stored, each
/// choice of the value is the id of a file and its name (FileUploadField).
class FilesType final : public FieldType {
 public:
  std::string refusal(const base::Json& sent) const override;
  Value read(const FormField& field, const base::Json& sent) const override;
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  StoredAnswer store(const FormField& field, const Value& value) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
};

}  // namespace ost::domain
