// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::api {

/// A time that a client names: of the database's clock, or of the world's.
struct Moment {
  std::optional<std::string> database{};  ///< "YYYY-MM-DD HH:MM:SS"
  std::int64_t utc = 0;                   ///< seconds, where it is not of the database
};

/// Reads RFC 3339 (with its zone, to whose "+" a query string may have done away), or database time
/// as answers show it, whole or its day alone. Of a fraction the next second is meant, as the
/// database keeps none. Empty for anything else.
std::optional<Moment> parse_moment(std::string_view text);

}  // namespace ost::api
