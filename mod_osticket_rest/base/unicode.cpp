// SPDX-License-Identifier: MIT
#include "base/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace ost::base {
namespace {

// The lower case of a letter that is the only upper case of it; anything else as it is.
utf8proc_int32_t folded(utf8proc_int32_t letter) {
  const utf8proc_int32_t lower = utf8proc_tolower(letter);
  return utf8proc_toupper(lower) == letter ? lower : letter;
}

// Takes a character off the text; a byte that belongs to none becomes a number below 0.
utf8proc_int32_t take_character(std::string_view& text) {
  utf8proc_int32_t character = -1;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &character);
  if (size < 1) character = -1 - static_cast<unsigned char>(text.front());
  text.remove_prefix(size < 1 ? 1 : static_cast<std::size_t>(size));
  return character;
}

}  // namespace
namespace {

constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
// Of one character, in any normal form.
constexpr std::size_t kLongestDecomposition = 18;

int combining_class(utf8proc_int32_t point) {
  return utf8proc_get_property(point)->combining_class;
}

bool append_decomposed(std::vector<utf8proc_int32_t>& points, utf8proc_int32_t point) {
  utf8proc_int32_t parts[kLongestDecomposition];
  int boundary = 0;
  const auto count =
      utf8proc_decompose_char(point, parts, kLongestDecomposition, kOptions, &boundary);
  if (count < 0 || static_cast<std::size_t>(count) > kLongestDecomposition) return false;
  points.insert(points.end(), parts, parts + count);
  return true;
}

// The library would put a long run of accents in order by exchanging neighbours.
void order_accents(std::vector<utf8proc_int32_t>& points) {
  const auto is_base = [](utf8proc_int32_t point) { return combining_class(point) == 0; };
  for (auto from = points.begin(); from != points.end();) {
    from = std::find_if_not(from, points.end(), is_base);
    const auto end = std::find_if(from, points.end(), is_base);
    std::stable_sort(from, end, [](utf8proc_int32_t a, utf8proc_int32_t b) {
      return combining_class(a) < combining_class(b);
    });
    from = end;
  }
}

}  // namespace

std::uint32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(character[at]); };
  if (character.size() < 2) return character.empty() ? 0 : byte(0);
  // The lead byte has as many bits set as the character has bytes, and a zero behind them.
  std::uint32_t point = byte(0) & (0xFFu >> (character.size() + 1));
  for (std::size_t at = 1; at < character.size(); ++at) point = point << 6 | (byte(at) & 0x3Fu);
  return point;
}

std::string compose(std::string_view text) {
  // One more for the zero that the library puts behind its text.
  std::vector<utf8proc_int32_t> points;
  points.reserve(text.size() + 1);
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    utf8proc_int32_t point = 0;
    const auto length =
        utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
    if (length < 1 || !append_decomposed(points, point)) return std::string(text);
    i += static_cast<std::size_t>(length);
  }
  order_accents(points);
  const auto count = static_cast<utf8proc_ssize_t>(points.size());
  points.push_back(0);
  const auto size = utf8proc_reencode(points.data(), count, kOptions);
  if (size < 0) return std::string(text);
  return std::string(reinterpret_cast<const char*>(points.data()), static_cast<std::size_t>(size));
}

bool equal_but_for_case(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const utf8proc_int32_t left = take_character(a);
    const utf8proc_int32_t right = take_character(b);
    if (left != right && (left < 0 || right < 0 || folded(left) != folded(right))) return false;
  }
  return a.empty() && b.empty();
}

}  // namespace ost::base
