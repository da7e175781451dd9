// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace ost::base {

/// What PHP's preg_match says of a pattern with delimiters and modifiers ("/^a/i"): whether it
/// matches somewhere. Empty for a pattern that cannot be compiled, or that took too many steps to
/// decide.
std::optional<bool> preg_match(std::string_view pattern, std::string_view subject);

}  // namespace ost::base
