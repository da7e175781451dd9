// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ost::base {

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
