// SPDX-License-Identifier: MIT
#include "domain/text/html_entities.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr std::uint32_t kLastCharacter = 0x10FFFF;
// HTML's longest name has 31 letters.
constexpr std::size_t kLongestName = 32;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char at(std::string_view text, std::size_t place) {
  return place < text.size() ? text[place] : '\0';
}

unsigned digit_value(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? static_cast<unsigned>(small - 'a') + 10 : 16;
}

/// What stands at the start of a text for a character.
struct Reference {
  std::size_t length = 0;  // 0: nothing does
  std::string text;
  std::uint32_t number = 0;  // of a reference by number
};

bool is_surrogate(std::uint32_t number) {
  return number >= 0xD800 && number <= 0xDFFF;
}

Reference numbered(std::string_view text) {
  const bool hex = at(text, 2) == 'x' || at(text, 2) == 'X';
  const unsigned radix = hex ? 16 : 10;
  const std::size_t first = hex ? 3 : 2;
  std::size_t end = first;
  std::uint32_t number = 0;
  for (; end < text.size() && digit_value(text[end]) < radix; ++end)
    number = std::min(number * radix + digit_value(text[end]), kLastCharacter + 1);
  if (end == first || number > kLastCharacter) return {};
  // HTML has no character for these.
  const bool replaced = number == 0 || is_surrogate(number);
  return {end + (at(text, end) == ';' ? 1 : 0), base::utf8_of(replaced ? 0xFFFD : number), number};
}

const NamedCharacter* find_name(std::string_view name) {
  const auto* end = kNamedCharacters + kNamedCharacterCount;
  const auto* found = std::lower_bound(
      kNamedCharacters, end, name,
      [](const NamedCharacter& entry, std::string_view n) { return entry.name < n; });
  return found != end && found->name == name ? found : nullptr;
}

Reference named(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && (is_letter(text[end]) || is_digit(text[end])))
    ++end;
  if (at(text, end) == ';') ++end;
  const NamedCharacter* found = find_name(text.substr(1, end - 1));
  if (!found || (found->name.back() != ';' && at(text, end) == '=')) return {};
  return {end, std::string(found->text), 0};
}

Reference reference_at(std::string_view text) {
  return at(text, 1) == '#' ? numbered(text) : named(text);
}

bool is_dropped(const Reference& reference, bool is_number) {
  const std::uint32_t n = reference.number;
  return is_number && n < 0x20 && n != '\t' && n != '\n' && n != '\r';
}

}  // namespace

std::string decode_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string decoded;
  for (std::size_t i = 0; i < text.size();) {
    const Reference found = text[i] == '&' ? reference_at(text.substr(i)) : Reference();
    if (found.length == 0)
      decoded.push_back(text[i++]);
    else
      decoded += found.text;
    i += found.length;
  }
  return decoded;
}

std::string decode_complete_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string decoded;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '&' ? entity_length(text.substr(i)) : 0;
    const Reference found = length > 0 ? reference_at(text.substr(i, length)) : Reference();
    if (found.length == 0)
      decoded.push_back(text[i++]);
    else if (!is_dropped(found, at(text, i + 1) == '#'))
      decoded += found.text;
    i += found.length;
  }
  return decoded;
}

}  // namespace ost::domain
