// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/html_rules.hpp"
#include "base/text.hpp"

namespace ost::fakes {

/// Elsewhere than in a style these words are text, as in an address that holds them.
inline bool has_harmless_style(const std::string& tag) {
  constexpr std::string_view kStyle = " style=\"";
  const std::size_t style = tag.find(kStyle);
  if (style == std::string::npos) return true;
  const std::size_t value = style + kStyle.size();
  const std::string rules = tag.substr(value, tag.find('"', value) - value);
  return rules.find("expression(") == std::string::npos && rules.find("url(") == std::string::npos;
}

/// Whether the value after an equals sign of a tag is one that browsers take for an address.
inline bool is_address_value(const std::string& tag, std::size_t equals_sign) {
  const std::size_t name_start = tag.find_last_of(' ', equals_sign) + 1;
  const std::string_view name(tag.data() + name_start, equals_sign - name_start);
  for (const std::string_view address :
       {"action",     "background", "cite", "classid",  "codebase", "data",      "dynsrc",
        "formaction", "href",       "icon", "longdesc", "lowsrc",   "manifest",  "ping",
        "poster",     "profile",    "src",  "srcset",   "usemap",   "xlink:href"})
    if (name == address) return true;
  return false;
}

/// False where a browser could run something or load code; looks at the tags of cleaned markup,
/// where text is encoded.
inline bool is_harmless(const std::string& cleaned) {
  for (std::size_t at = cleaned.find('<'); at != std::string::npos;
       at = cleaned.find('<', at + 1)) {
    const std::string tag = base::lower_ascii(cleaned.substr(at, cleaned.find('>', at) - at));
    const std::size_t name_start = tag.size() > 1 && tag[1] == '/' ? 2 : 1;
    const std::string name =
        tag.substr(name_start, tag.find_first_of(" />", name_start) - name_start);
    if (!base::is_kept_element(name)) return false;
    for (const char* word : {" on", " srcdoc", " formaction", " xlink", " data-", " id="})
      for (std::size_t i = tag.find(word); i != std::string::npos; i = tag.find(word, i + 1)) {
        // Only a name in front of an equals sign is an attribute; a value is quoted and holds no
        // quote.
        std::size_t quotes = 0;
        for (std::size_t k = 0; k < i; ++k) quotes += tag[k] == '"' ? 1 : 0;
        if (quotes % 2 == 0) return false;
      }
    for (const char* scheme : {"=\"javascript:", "=\"vbscript:", "=\"data:"})
      for (std::size_t i = tag.find(scheme); i != std::string::npos; i = tag.find(scheme, i + 1))
        if (is_address_value(tag, i)) return false;
    if (!has_harmless_style(tag)) return false;
  }
  return true;
}

}  // namespace ost::fakes
