// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/json/json_writer.hpp"
#include "base/date_time.hpp"

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

/// How an answer shows times: as the database keeps them, or in UTC.
class TimeText {
 public:
  /// Database time, "2025-10-25 06:00:25".
  TimeText() = default;
  /// RFC 3339 in UTC, "2025-10-25T04:00:25Z", of times in the zone of the database's clock.
  explicit TimeText(base::TimeZone database) : zone_(database) {}

  /// null for none, for a date of zeros, which MySQL keeps for one that was never set, and in UTC
  /// for what is no time.
  void write(JsonWriter& json, const std::optional<std::string_view>& time) const;

 private:
  std::optional<base::TimeZone> zone_{};
};

/// RFC 3339 in UTC.
std::string utc_text(std::int64_t utc_seconds);

}  // namespace ost::api
