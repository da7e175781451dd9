// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// Seconds of wall-clock time since 1970-01-01 00:00:00 for "YYYY-MM-DD HH:MM:SS", whatever the
/// zone; empty for anything else.
std::optional<std::int64_t> parse_date_time(std::string_view text);

/// The other way round.
std::string format_date_time(std::int64_t wall_seconds);

}  // namespace ost::base
