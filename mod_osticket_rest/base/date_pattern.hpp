// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ost::base {

/// A wall-clock time by a pattern of Unicode's date formats: y, M, d, E, H, h, m, s, a, and text in
/// single quotes; names are English. Other letters stay as they are.
std::string format_date_pattern(std::string_view pattern, std::int64_t wall_seconds);

}  // namespace ost::base
