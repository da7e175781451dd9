// SPDX-License-Identifier: MIT
#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace ost::base {
namespace {

constexpr std::string_view kSpace(" \t\n\r\0\x0B", 6);

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

unsigned byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

bool continues(std::string_view text, std::size_t at) {
  return (byte_at(text, at) & 0xC0u) == 0x80u;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  pieces.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), separator)) + 1);
  for (;;) {
    const std::size_t at = text.find(separator);
    pieces.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return pieces;
    text.remove_prefix(at + 1);
  }
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string lower_ascii(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  return folded;
}

std::string upper_ascii(std::string_view text) {
  std::string raised(text);
  for (char& c : raised)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return raised;
}

// Unicode table 3-7.
std::size_t character_length(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const unsigned second = byte_at(text, at + 1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(text, at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0 && second < 0xA0) return 0;
    if (lead == 0xED && second > 0x9F) return 0;
    return continues(text, at + 1) && continues(text, at + 2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0 && second < 0x90) return 0;
    if (lead == 0xF4 && second > 0x8F) return 0;
    const bool whole =
        continues(text, at + 1) && continues(text, at + 2) && continues(text, at + 3);
    return whole ? 4 : 0;
  }
  return 0;
}

std::string utf8_of(std::uint32_t point) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  const auto tail = [&](unsigned shift) { return byte(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | point >> 6), tail(0)};
  if (point < 0x10000) return {byte(0xE0 | point >> 12), tail(6), tail(0)};
  return {byte(0xF0 | point >> 18), tail(12), tail(6), tail(0)};
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_length(text, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char byte) { return byte >= 0x80; });
}

bool is_utf8(std::string_view text) {
  return valid_utf8_prefix(text) == text.size();
}

std::string repair_utf8(std::string_view text, std::string_view replacement) {
  std::string repaired;
  for (;;) {
    const std::size_t valid = valid_utf8_prefix(text);
    repaired.append(text, 0, valid);
    if (valid == text.size()) return repaired;
    repaired += replacement;
    text.remove_prefix(valid + 1);
  }
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && (count > 0 || continues(text, end)))
    if (!continues(text, end++)) --count;
  return text.substr(0, end);
}

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
  // All characters below the accents are composed (Unicode's NFC_Quick_Check).
  constexpr unsigned char kLeadsAccents = 0xCC;
  if (std::none_of(text.begin(), text.end(),
                   [](unsigned char byte) { return byte >= kLeadsAccents; }))
    return std::string(text);
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
