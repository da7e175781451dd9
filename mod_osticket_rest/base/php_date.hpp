// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
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

}  // namespace ost::base
