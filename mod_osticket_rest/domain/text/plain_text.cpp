// SPDX-License-Identifier: MIT
#include "domain/text/plain_text.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace ost::domain {
namespace {

struct Entity {
  std::string_view name;
  char character;
};
constexpr Entity kSpecial[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};

// With its ampersand and its semicolon.
constexpr std::size_t kLongestEntity = 33;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

// Where the tag that starts at `at` ends: behind its '>', or at the end of the text.
std::size_t tag_end(std::string_view text, std::size_t at) {
  if (text.substr(at, 4) == "<!--") {
    const std::size_t close = text.find("-->", at + 4);
    return close == std::string_view::npos ? text.size() : close + 3;
  }
  char quote = 0;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (quote) {
      if (text[i] == quote) quote = 0;
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == '>') {
      return i + 1;
    }
  }
  return text.size();
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
constexpr Range kDropped[] = {{0x00A9, 0x00AE},   {0x2310, 0x231F},    {0x2322, 0x232F},
                              {0x23E0, 0x23FF},   {0x2702, 0x27B0},    {0x1F300, 0x1F5FF},
                              {0x1F600, 0x1F64F}, {0x1F680, 0x1F6C5},  {0x1F6C0, 0x1F6D2},
                              {0x1F6E0, 0x1F6FF}, {0x1F910, 0x1F999},  {0x1F9C0, 0x1F9C2},
                              {0x1F9D0, 0x1F9EF}, {0x1000B6, 0x1000B6}};

bool is_dropped(std::uint32_t point) {
  return std::any_of(std::begin(kDropped), std::end(kDropped), [&](const Range& range) {
    return point >= range.first && point <= range.last;
  });
}

// What \s means in a pattern of PHP with the modifier u.
bool is_white_space(std::uint32_t point) {
  return (point >= 0x09 && point <= 0x0D) || point == 0x20 || point == 0x85 || point == 0xA0 ||
         point == 0x1680 || point == 0x180E || (point >= 0x2000 && point <= 0x200A) ||
         point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F ||
         point == 0x3000;
}

std::size_t length_by_lead(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

}  // namespace

std::size_t entity_length(std::string_view text) {
  const std::size_t end = text.substr(0, kLongestEntity).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  std::string_view name = text.substr(1, end - 1);
  const bool number = name[0] == '#';
  if (number) name.remove_prefix(1);
  const bool hex = number && !name.empty() && (name[0] == 'x' || name[0] == 'X');
  if (hex) name.remove_prefix(1);
  const auto fits = [&](char c) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool hex_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return digit || (hex ? hex_letter : letter && !number);
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), fits) ? end + 1 : 0;
}

std::string decode_special_characters(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string decoded;
  for (std::size_t i = 0; i < text.size();) {
    const auto* entity = std::find_if(
        std::begin(kSpecial), std::end(kSpecial),
        [&](const Entity& e) { return text[i] == '&' && text.substr(i, e.name.size()) == e.name; });
    const bool found = entity != std::end(kSpecial);
    decoded.push_back(found ? entity->character : text[i]);
    i += found ? entity->name.size() : 1;
  }
  return decoded;
}

std::string encode_special_characters(std::string_view text) {
  std::string encoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '<':
        encoded += "&lt;";
        break;
      case '>':
        encoded += "&gt;";
        break;
      case '"':
        encoded += "&quot;";
        break;
      case '&':
        encoded += entity_length(text.substr(i)) > 0 ? "&" : "&amp;";
        break;
      default:
        encoded.push_back(text[i]);
    }
  }
  return encoded;
}

std::string strip_tags(std::string_view text) {
  std::string stripped;
  for (std::size_t i = 0; i < text.size();) {
    const bool opens = text[i] == '<' && i + 1 < text.size() && !is_space(text[i + 1]);
    if (opens) {
      i = tag_end(text, i);
    } else {
      stripped.push_back(text[i++]);
    }
  }
  return stripped;
}

std::string strip_emoticons(std::string_view text) {
  if (base::is_ascii(text)) return std::string(text);
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view character = text.substr(i, length_by_lead(text[i]));
    if (!is_dropped(base::code_point(character))) kept += character;
    i += character.size();
  }
  return kept;
}

std::string as_stored(std::string_view text) {
  constexpr std::size_t kLongestStored = 3;  // bytes of a character
  std::string stored;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, base::character_length(text, i));
    stored.append(length > kLongestStored ? "????" : text.substr(i, length));
    i += length;
  }
  return stored;
}

std::string plain_text(std::string_view text) {
  return strip_emoticons(strip_tags(decode_special_characters(text)));
}

std::string collapse_white_space(std::string_view text) {
  std::string collapsed;
  collapsed.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view character = text.substr(i, length_by_lead(text[i]));
    i += character.size();
    if (is_white_space(base::code_point(character))) {
      space = true;
      continue;
    }
    if (space) collapsed.push_back(' ');
    space = false;
    collapsed += character;
  }
  if (space) collapsed.push_back(' ');
  return collapsed;
}

std::string searchable_text(std::string_view text) {
  std::string kept;
  bool behind_space = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view character = text.substr(i, length_by_lead(text[i]));
    const bool space = is_white_space(base::code_point(character));
    if (!space || !behind_space) kept += character;
    behind_space = space;
    i += character.size();
  }
  return std::string(base::trim(kept));
}

}  // namespace ost::domain
