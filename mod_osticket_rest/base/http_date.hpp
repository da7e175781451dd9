// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// A moment as HTTP's headers name it: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string format_http_date(std::int64_t utc_seconds);

/// The other way round, in any of the three forms of RFC 9110; empty for anything else.
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace ost::base
