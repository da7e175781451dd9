// SPDX-License-Identifier: MIT
#include "domain/text/html_elements.hpp"

#include <algorithm>
#include <iterator>

namespace ost::domain {
namespace {

// By name.
constexpr Element kElements[] = {
    {"a", kKept | kLink},
    {"abbr", kKept},
    {"acronym", kKept},
    {"address", kKept | kEndsParagraph | kBlock | kLoose},
    {"area", kKept | kVoid},
    {"article", kKept | kEndsParagraph | kBlock},
    {"aside", kKept | kEndsParagraph | kBlock},
    {"b", kKept},
    {"bdi", kKept},
    {"bdo", kKept},
    {"big", kKept},
    {"blockquote", kKept | kEndsParagraph | kBlock},
    {"br", kKept | kVoid},
    {"caption", kKept | kBlock | kCellScope | kCaption},
    {"center", kKept | kEndsParagraph | kBlock},
    {"cite", kKept},
    {"code", kKept},
    {"col", kKept | kVoid | kColumn},
    {"colgroup", kKept | kBlock | kCaption},
    {"dd", kKept | kEndsParagraph | kBlock | kTerm},
    {"del", kKept},
    {"details", kKept | kEndsParagraph | kBlock},
    {"dfn", kKept},
    {"dir", kKept | kEndsParagraph | kBlock | kList},
    {"div", kKept | kMayBeEmpty | kEndsParagraph | kBlock | kLoose},
    {"dl", kKept | kEndsParagraph | kBlock},
    {"dt", kKept | kEndsParagraph | kBlock | kTerm},
    {"em", kKept},
    {"fieldset", kEndsParagraph | kBlock},
    {"figcaption", kKept | kEndsParagraph | kBlock},
    {"figure", kKept | kEndsParagraph | kBlock},
    {"font", kKept},
    {"footer", kKept | kEndsParagraph | kBlock},
    {"form", kEndsParagraph | kBlock},
    {"h1", kKept | kEndsParagraph | kBlock | kHeading},
    {"h2", kKept | kEndsParagraph | kBlock | kHeading},
    {"h3", kKept | kEndsParagraph | kBlock | kHeading},
    {"h4", kKept | kEndsParagraph | kBlock | kHeading},
    {"h5", kKept | kEndsParagraph | kBlock | kHeading},
    {"h6", kKept | kEndsParagraph | kBlock | kHeading},
    {"header", kKept | kEndsParagraph | kBlock},
    {"hgroup", kKept | kEndsParagraph | kBlock},
    {"hr", kKept | kVoid | kEndsParagraph},
    {"i", kKept},
    {"iframe", kKept | kMayBeEmpty | kBlock},
    {"img", kKept | kVoid},
    {"ins", kKept},
    {"kbd", kKept},
    {"legend", kKept | kBlock},
    {"li", kKept | kEndsParagraph | kBlock | kItem},
    {"main", kKept | kEndsParagraph | kBlock},
    {"map", kKept},
    {"mark", kKept},
    {"menu", kKept | kEndsParagraph | kBlock | kList},
    {"nav", kKept | kEndsParagraph | kBlock},
    {"ol", kKept | kEndsParagraph | kBlock | kList},
    {"p", kKept | kEndsParagraph | kBlock | kLoose | kParagraph},
    {"pre", kKept | kEndsParagraph | kBlock},
    {"q", kKept},
    {"rp", kKept | kRuby},
    {"rt", kKept | kRuby},
    {"ruby", kKept},
    {"s", kKept},
    {"samp", kKept},
    {"section", kKept | kEndsParagraph | kBlock},
    {"small", kKept},
    {"span", kKept},
    {"strike", kKept},
    {"strong", kKept},
    {"sub", kKept},
    {"summary", kKept | kEndsParagraph | kBlock},
    {"sup", kKept},
    {"table", kKept | kEndsParagraph | kBlock | kCellScope | kTable},
    {"tbody", kKept | kBlock | kSection},
    {"td", kKept | kBlock | kCellScope | kCell},
    {"tfoot", kKept | kBlock | kSection},
    {"th", kKept | kBlock | kCellScope | kCell},
    {"thead", kKept | kBlock | kSection},
    {"time", kKept},
    {"tr", kKept | kBlock | kRow},
    {"tt", kKept},
    {"u", kKept},
    {"ul", kKept | kEndsParagraph | kBlock | kList},
    {"var", kKept},
    {"wbr", kKept | kVoid},
};
static_assert(std::size(kElements) == kElementCount);

constexpr bool is_sorted() {
  for (std::size_t i = 1; i < std::size(kElements); ++i)
    if (kElements[i - 1].name >= kElements[i].name) return false;
  return true;
}
static_assert(is_sorted());

}  // namespace

const Element* find_element(std::string_view name) {
  const auto* found =
      std::lower_bound(std::begin(kElements), std::end(kElements), name,
                       [](const Element& e, std::string_view n) { return e.name < n; });
  return found != std::end(kElements) && found->name == name ? found : nullptr;
}

std::size_t index_of(const Element& element) {
  return static_cast<std::size_t>(&element - kElements);
}

}  // namespace ost::domain
