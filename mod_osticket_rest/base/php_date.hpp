// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// UTC seconds of a date as PHP's DateTime reads it with UTC as its own zone; empty for what is no
/// date. Known are ISO 8601 with weeks, fractions and zones, RFC 2822, the American and the
/// European notations, months by name, "@seconds", and days that are told from `now` ("tomorrow",
/// "+2 days"). Not known are PHP's phrases ("first monday of", "next week").
std::optional<std::int64_t> parse_php_date(std::string_view text, std::int64_t now);

/// The same, but a whole number is a Unix time, and no other number is a date
/// (Format::parseDateTime).
std::optional<std::int64_t> parse_moment(std::string_view text, std::int64_t now);

// The words that PHP's date parser knows, in lower case.

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

// The notations of PHP's date parser that people send, and what each piece of a text says.

/// What pieces of a date say; -1 where they say nothing.
struct DateParts {
  int year = -1;
  int year_digits = 0;
  int month = -1;
  int day = -1;
  int week = -1;
  int weekday = -1;  ///< 1 (Monday) to 7, of a week
  int day_of_year = -1;
  int hour = -1;
  int minute = -1;
  int second = -1;
  bool is_afternoon = false;
  bool has_meridian = false;
};

/// The longest notation that a text begins with; `length` is 0 when there is none.
struct DatePiece {
  std::size_t length = 0;
  DateParts parts{};
};
DatePiece match_date_piece(std::string_view text);

}  // namespace ost::base
