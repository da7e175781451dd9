// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/choices.hpp"

namespace ost::domain {

/// A value of a field after it has been read. One without text, choices and id stands for nothing.
struct FieldValue {
  std::string text{};
  Choices choices{};  ///< key and label
  std::optional<std::int64_t> id{};
  bool is_known = true;  ///< false: a choice that is not offered
};

/// As ost_form_entry_values keeps a value.
struct StoredAnswer {
  std::optional<std::string> value{};
  std::optional<std::int64_t> value_id{};
};

/// The ticket form takes values as they were sent, and asks the field's widget only when they mean
/// nothing to it; all other forms see what the widget makes of them (Ticket::create for the API).
enum class Intake { kAsSent, kWidget };

}  // namespace ost::domain
