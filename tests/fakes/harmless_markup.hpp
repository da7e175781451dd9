// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "domain/text/html_elements.hpp"
#include "domain/text/html_entities.hpp"
#include "domain/text/html_rules.hpp"

namespace ost::fakes {

inline bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text.find(word) != std::string_view::npos) return true;
  return false;
}

/// False for a style by which a browser could fetch or run something, or lift a text over others.
inline bool is_harmless_style(const std::string& style) {
  if (holds_any(style, {"url(", "image-set", "cross-fade", "src(", "element(", "paint(", "image(",
                        "attr(", "var(", "env(", "expression(", "\\", "/*", "@", "{", "&"}))
    return false;
  for (const std::string_view declaration : base::split(style, ';')) {
    const std::string_view name = base::trim(declaration.substr(0, declaration.find(':')));
    if (name == "position" || name == "behavior" || name.rfind('-', 0) == 0) return false;
  }
  return true;
}

/// Whether browsers take the value of that attribute for an address.
inline bool is_address_name(std::string_view name) {
  for (const std::string_view address :
       {"action",     "background", "cite", "classid",  "codebase", "data",      "dynsrc",
        "formaction", "href",       "icon", "longdesc", "lowsrc",   "manifest",  "ping",
        "poster",     "profile",    "src",  "srcset",   "usemap",   "xlink:href"})
    if (name == address) return true;
  return false;
}

inline bool is_harmless_address(std::string_view value) {
  std::string address;
  for (const char c : base::lower_ascii(domain::decode_entities(value)))
    if (static_cast<unsigned char>(c) > 0x20) address.push_back(c);
  for (const std::string_view scheme : {"javascript:", "vbscript:", "data:"})
    if (address.rfind(scheme, 0) == 0) return false;
  return true;
}

/// Takes one attribute, written ` name="value"`, from the front of a tag.
inline bool take_harmless_attribute(std::string_view& tag, std::string_view element) {
  const std::size_t equals = tag.find("=\"");
  if (tag.front() != ' ' || equals == std::string_view::npos) return false;
  const std::string_view name = tag.substr(1, equals - 1);
  const std::size_t end = tag.find('"', equals + 2);
  if (end == std::string_view::npos || !domain::find_attribute(name)) return false;
  const std::string_view value = tag.substr(equals + 2, end - equals - 2);
  tag.remove_prefix(end + 1);
  if (name == "name" && element != "a" && element != "map") return false;
  if (name == "style") return is_harmless_style(base::lower_ascii(domain::decode_entities(value)));
  return !is_address_name(name) || is_harmless_address(value);
}

inline bool is_harmless_tag(std::string_view tag) {
  const bool is_end = tag.substr(0, 1) == "/";
  if (is_end) tag.remove_prefix(1);
  const std::string_view name = tag.substr(0, tag.find_first_of(" /"));
  const domain::Element* element = domain::find_element(name);
  if (!element || !element->is(domain::kKept)) return false;
  tag.remove_prefix(name.size());
  const bool leaves = tag.find(" target=\"") != std::string_view::npos &&
                      !holds_any(tag, {"_self", "_top", "_parent", "target=\"\""});
  if (leaves && tag.find("noopener") == std::string_view::npos) return false;
  while (!tag.empty() && tag != " /")
    if (is_end || !take_harmless_attribute(tag, name)) return false;
  return true;
}

/// False where a browser could run something, load code or fetch more than images; expects cleaned
/// markup, where text and values are encoded and every tag is written in one way. Linear.
inline bool is_harmless(std::string_view cleaned) {
  for (std::size_t at = cleaned.find('<'); at != std::string_view::npos;
       at = cleaned.find('<', at)) {
    const std::size_t end = cleaned.find('>', at);
    if (end == std::string_view::npos) return false;
    if (!is_harmless_tag(cleaned.substr(at + 1, end - at - 1))) return false;
    at = end;
  }
  return true;
}

}  // namespace ost::fakes
