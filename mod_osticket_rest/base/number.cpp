// SPDX-License-Identifier: MIT
#include "base/number.hpp"

#include <charconv>
#include <limits>

namespace ost::base {

std::optional<std::int64_t> parse_number(std::string_view text) {
  const bool is_negative = !text.empty() && text.front() == '-';
  const std::string_view digits = text.substr(is_negative ? 1 : 0);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  using Limits = std::numeric_limits<std::int64_t>;
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec == std::errc()) return number;
  return is_negative ? Limits::min() : Limits::max();
}

std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest,
                                         std::int64_t highest) {
  const bool is_negative = !text.empty() && text.front() == '-';
  if (is_negative && lowest >= 0) return std::nullopt;
  const auto number = parse_number(text);
  return number && *number >= lowest && *number <= highest ? number : std::nullopt;
}

}  // namespace ost::base
