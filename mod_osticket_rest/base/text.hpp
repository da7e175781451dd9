// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ost::base {

/// Without ASCII white space and NUL at both ends, as PHP's trim.
std::string_view trim(std::string_view text);

/// The pieces between separators; one piece, perhaps empty, more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator);

/// ASCII letters compare without case, everything else byte by byte.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// ASCII letters in lower case, everything else as it is.
std::string lower_ascii(std::string_view text);
/// The same in capitals.
std::string upper_ascii(std::string_view text);

/// Bytes of the well-formed UTF-8 character at `at`, 0 when there is none.
std::size_t character_length(std::string_view text, std::size_t at);

/// The character of that number, which is at most U+10FFFF and no surrogate.
std::string utf8_of(std::uint32_t point);

/// True when no byte is above 127.
bool is_ascii(std::string_view text);

/// True for well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// The text with each byte that belongs to no well-formed character replaced, by U+FFFD if by
/// nothing else.
std::string repair_utf8(std::string_view text, std::string_view replacement = "\xEF\xBF\xBD");

/// How many bytes from `text`'s start are well-formed UTF-8.
std::size_t valid_utf8_prefix(std::string_view text);

/// The text up to that many code points.
std::string_view first_characters(std::string_view text, std::size_t count);

/// Code points in well-formed UTF-8.
std::size_t count_characters(std::string_view text);

/// The code point of one well-formed character.
std::uint32_t code_point(std::string_view character);

/// Well-formed UTF-8 in Unicode's normal form C: letters and their accents as one character where
/// there is one. Anything else comes back as it is.
std::string compose(std::string_view text);

/// Whether both are the same text, letter case aside and nothing else aside: two letters are one
/// where each is the other's only counterpart in upper or lower case. Accents, width and what only
/// looks alike tell texts apart, as do bytes that are not UTF-8.
bool equal_but_for_case(std::string_view a, std::string_view b);

}  // namespace ost::base
