// SPDX-License-Identifier: MIT
#include "base/number.hpp"

#include <charconv>
#include <limits>

#include "base/text.hpp"

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

namespace {

// Digits PHP keeps of a real number in a text (its setting "precision").
constexpr int kPrecision = 14;

std::size_t count_digits(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  return end == std::string_view::npos ? text.size() : end;
}

std::string_view without_sign(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return text;
}

}  // namespace

bool is_numeric(std::string_view text) {
  text = without_sign(trim(text));
  std::size_t digits = count_digits(text);
  text.remove_prefix(digits);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    const std::size_t fraction = count_digits(text);
    text.remove_prefix(fraction);
    digits += fraction;
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text = without_sign(text.substr(1));
  return !text.empty() && count_digits(text) == text.size();
}

double numeric_value(std::string_view text) {
  text = trim(text);
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string real_to_text(double value) {
  char buffer[64];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, kPrecision);
  std::string text(buffer, end.ptr);
  const std::size_t mark = text.find('e');
  if (mark == std::string::npos) return text;
  // Two digits of the exponent at least in C, as few as there are in PHP; and always a point.
  std::string exponent = text.substr(mark + 1);
  if (exponent[1] == '0') exponent.erase(1, 1);
  text.resize(mark);
  return text + (text.find('.') == std::string::npos ? ".0E" : "E") + exponent;
}

}  // namespace ost::base
