// SPDX-License-Identifier: MIT
// The elements that clean_markup knows, and how their tags close others.
#pragma once

#include <cstddef>
#include <string_view>

namespace ost::domain {

enum ElementTrait : unsigned {
  kKept = 1u << 0,           ///< is written; the others only balance those that are
  kVoid = 1u << 1,           ///< has no content and is written <name />
  kMayBeEmpty = 1u << 2,     ///< stays with nothing inside it
  kEndsParagraph = 1u << 3,  ///< its start tag closes an open <p>
  kBlock = 1u << 4,          ///< the end tag of an inline element does not close it
  kCellScope = 1u << 5,      ///< the end tag of another block does not close it
  kItem = 1u << 6,           ///< <li>
  kTerm = 1u << 7,           ///< <dt>, <dd>
  kList = 1u << 8,           ///< the end tag of an item does not close it
  kHeading = 1u << 9,
  kTable = 1u << 10,
  kSection = 1u << 11,
  kRow = 1u << 12,
  kCell = 1u << 13,
  kCaption = 1u << 14,  ///< <caption> and <colgroup>, which end where rows begin
  kColumn = 1u << 15,
  kParagraph = 1u << 16,
  kLink = 1u << 17,
  kRuby = 1u << 18,
  kLoose = 1u << 19,  ///< a block through which an item closes the item before it
};

constexpr unsigned kTablePart = kSection | kRow | kCell | kCaption | kColumn;

struct Element {
  std::string_view name;
  unsigned traits;

  constexpr bool is(unsigned trait) const { return (traits & trait) != 0; }
};

constexpr std::size_t kElementCount = 85;

/// The element of that name, in small letters; nullptr for one that means nothing here.
const Element* find_element(std::string_view name);

/// The place of the element among all, below kElementCount.
std::size_t index_of(const Element& element);

}  // namespace ost::domain
