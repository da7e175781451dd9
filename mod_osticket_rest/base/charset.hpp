// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// The text in UTF-8; empty for a character set that the C library does not know, and for bytes
/// that are no text in it.
std::optional<std::string> to_utf8(std::string_view text, const std::string& charset);

}  // namespace ost::base
