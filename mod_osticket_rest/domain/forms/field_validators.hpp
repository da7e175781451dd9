// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "domain/desk/definitions.hpp"

namespace ost::domain {

/// One mailbox, with a domain that is not localhost (Validator::is_email without looking up the
/// domain).
bool is_email(std::string_view text);

/// What a one-line field's validator says of a value, in osTicket's words; "" when it is satisfied
/// (TextboxField::validateEntry, class.validator.php).
std::string validate_text(std::string_view value, const FieldSettings& settings);

/// The same for a field of several lines (TextareaField::validateEntry).
std::string validate_memo(std::string_view value, const FieldSettings& settings);

/// "" or what is wrong with digits, X and an extension (PhoneField::validateEntry).
std::string validate_phone(std::string_view value, const FieldSettings& settings);

/// Digits as people write them: (555) 123-4567 (Format::phone).
std::string format_phone(std::string_view phone);

}  // namespace ost::domain
