// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ost::domain {

/// A name as it stands behind the ampersand, with its semicolon unless HTML lets that be left out,
/// and what it stands for.
struct NamedCharacter {
  std::string_view name;
  std::string_view text;
};

/// All of HTML5's, by name; made by scripts/lib/entity_table.py.
extern const NamedCharacter kNamedCharacters[];
extern const std::size_t kNamedCharacterCount;

/// The characters for all entities that HTML knows, as browsers read them in an attribute: numbers
/// and the old names also without a semicolon. A number that is no character's stays as it is.
std::string decode_entities(std::string_view text);

/// As libxml reads text, by which osTicket balances markup (Format::html_balance): only what ends
/// in a semicolon is an entity, and numbers of C0 controls vanish.
std::string decode_complete_entities(std::string_view text);

}  // namespace ost::domain
