// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ost::base {

/// A whole number in decimal: digits, perhaps behind a minus sign, and nothing else. However many
/// digits there are, what is larger than 64 bits hold counts as the largest or smallest of them.
/// Empty for any other text.
std::optional<std::int64_t> parse_number(std::string_view text);

/// The same within the bounds, empty outside of them. A bound from 0 on takes no minus sign.
std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest,
                                         std::int64_t highest);

}  // namespace ost::base
