// SPDX-License-Identifier: MIT
// The notations of PHP's date parser that people send, and what each piece of a text says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

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
