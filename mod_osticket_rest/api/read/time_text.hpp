// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/json/json_writer.hpp"
#include "base/date_time.hpp"

namespace ost::api {

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
