// SPDX-License-Identifier: MIT
// Numbers as PHP reads and writes them.
#pragma once

#include <string>
#include <string_view>

namespace ost::base {

/// True for what PHP takes for a number: sign, digits, a point, an exponent, white space around
/// them (is_numeric).
bool is_numeric(std::string_view text);

/// The value of such a text, as (float) has it; 0 for what is none.
double numeric_value(std::string_view text);

/// A real number as PHP turns it into a text: 14 digits, "1.0E+25".
std::string real_to_text(double value);

}  // namespace ost::base
