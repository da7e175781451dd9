// SPDX-License-Identifier: MIT
// Whole numbers, and all numbers as PHP reads and writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// A whole number in decimal: digits, perhaps behind a minus sign, and nothing else. However many
/// digits there are, what is larger than 64 bits hold counts as the largest or smallest of them.
/// Empty for any other text.
std::optional<std::int64_t> parse_number(std::string_view text);

/// The same within the bounds, empty outside of them. A bound from 0 on takes no minus sign.
std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest,
                                         std::int64_t highest);

/// True for what PHP takes for a number: sign, digits, a point, an exponent, white space around
/// them (is_numeric).
bool is_numeric(std::string_view text);

/// The value of such a text, as (float) has it; 0 for what is none.
double numeric_value(std::string_view text);

/// A real number as PHP turns it into a text: 14 digits, "1.0E+25".
std::string real_to_text(double value);

}  // namespace ost::base
