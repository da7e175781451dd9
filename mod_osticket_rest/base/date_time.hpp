// SPDX-License-Identifier: MIT
#pragma once

#include <cctz/time_zone.h>

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

/// A wall-clock time by a pattern of Unicode's date formats: y, M, d, E, H, h, m, s, a, and text in
/// single quotes; names are English. Other letters stay as they are.
std::string format_date_pattern(std::string_view pattern, std::int64_t wall_seconds);

/// A moment as HTTP's headers name it: "Sun, 06 Nov 1994 08:49:37 GMT".
std::string format_http_date(std::int64_t utc_seconds);

/// The other way round, in any of the three forms of RFC 9110; empty for anything else.
std::optional<std::int64_t> parse_http_date(std::string_view text);

/// A zone of the IANA data base, or a fixed distance from UTC. Safe in threads; knows no
/// environment.
class TimeZone {
 public:
  /// UTC.
  TimeZone() : zone_(cctz::utc_time_zone()) {}

  /// Empty for a name the data base does not have. Such names leave nothing behind, as the library
  /// remembers every name it was ever asked for.
  static std::optional<TimeZone> named(const std::string& name);
  /// The name that people choose a zone by, in any case of letters: one that the data base lists by
  /// countries, or UTC, but none of its old names (PHP's DateTimeZone::listIdentifiers).
  static std::optional<std::string> listed_name(std::string_view name);
  /// `seconds` east of UTC.
  static TimeZone fixed(std::int64_t seconds);

  /// UTC seconds of a wall-clock time (seconds since 1970-01-01 00:00:00 on the wall). A time that
  /// a change of clocks skips is taken as if the clock had not changed; of two, the first counts.
  std::int64_t to_utc(std::int64_t wall_seconds) const;
  std::int64_t to_wall(std::int64_t utc_seconds) const;
  /// What people call the zone's time then: "CET", "CEST".
  std::string abbreviation(std::int64_t utc_seconds) const;

 private:
  explicit TimeZone(cctz::time_zone zone) : zone_(zone) {}
  cctz::time_zone zone_;
};

}  // namespace ost::base
