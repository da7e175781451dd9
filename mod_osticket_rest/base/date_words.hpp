// SPDX-License-Identifier: MIT
// The words that PHP's date parser knows, in lower case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// 1 to 12 for a month's name or its first letters ("jul", "sept", "july").
std::optional<int> month_number(std::string_view word);

/// 0 (Sunday) to 6 for a day's name or its first letters.
std::optional<int> weekday_number(std::string_view word);

/// UTC seconds that have passed when a wall in the zone shows `wall`; the zone is "Z", an
/// abbreviation that mail programs and servers write ("CEST", "PDT"), or a name of the IANA data
/// base in any case.
std::optional<std::int64_t> zone_to_utc(const std::string& zone, std::int64_t wall);

/// A unit behind a number ("days", "week"), as seconds or as months.
struct DateUnit {
  std::int64_t seconds = 0;
  int months = 0;
};
std::optional<DateUnit> date_unit(std::string_view word);

}  // namespace ost::base
