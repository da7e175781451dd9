// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/desk/choices.hpp"

namespace ost::domain {

/// What an administrator has set for a field of a form: the members of its configuration, of
/// whichever type the field is, with osTicket's defaults for what is not there
/// (FormField::getConfiguration).
struct FieldSettings {
  enum class Widget { kDropDown, kTypeahead, kTextbox };

  /// Of ost_form_field.configuration; all defaults for what is no JSON object.
  static FieldSettings read(const std::string& json);

  // Text.
  bool is_markup = true;  ///< of several lines
  std::string validator{};
  std::string pattern{};        ///< of the validator "regex"
  std::string own_complaint{};  ///< in the place of a validator's words

  // Phone numbers.
  std::int64_t fewest_digits = 7;
  bool takes_extension = true;
  bool is_american = true;  ///< shown as (555) 123-4567

  // Choices.
  Choices choices{};  ///< of a field with choices of its own
  bool is_multiple = false;
  Widget widget = Widget::kDropDown;
  std::string assignees{};  ///< "agents", "teams", or "" for both

  // Dates.
  bool has_time = false;
  std::string time_zone{};                 ///< "" for the help desk's
  std::optional<std::int64_t> earliest{};  ///< UTC seconds
  std::optional<std::int64_t> latest{};
};

}  // namespace ost::domain
