// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "domain/desk/definitions.hpp"

namespace ost::domain {

/// A member of a request that stands for a field of one of the forms, by its name.
struct FieldInput {
  std::string name;
  base::Json value;
};

/// A value of a field after it has been read. One without text, choices and id stands for nothing.
struct FieldValue {
  std::string text{};
  Choices choices{};  ///< key and label
  std::optional<std::int64_t> id{};
  bool is_known = true;  ///< false: something was sent that is not offered, or is no date
};

/// As ost_form_entry_values keeps a value.
struct StoredAnswer {
  std::optional<std::string> value{};
  std::optional<std::int64_t> value_id{};
};

}  // namespace ost::domain
