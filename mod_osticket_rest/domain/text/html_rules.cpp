// SPDX-License-Identifier: MIT
#include "domain/text/html_rules.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace ost::domain {
namespace {

template <std::size_t N>
bool has(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr Successor kSuccessors[] = {{"acronym", "abbr", ""},
                                     {"big", "span", "font-size:larger"},
                                     {"center", "div", "text-align:center"},
                                     {"dir", "ul", ""},
                                     {"font", "span", ""},
                                     {"s", "span", "text-decoration:line-through"},
                                     {"strike", "span", "text-decoration:line-through"},
                                     {"tt", "code", ""}};

struct FontSize {
  std::string_view size;
  std::string_view style;
};
constexpr FontSize kFontSizes[] = {
    {"0", "xx-small"}, {"1", "xx-small"}, {"2", "small"}, {"3", "medium"},   {"4", "large"},
    {"5", "x-large"},  {"6", "xx-large"}, {"7", "300%"},  {"-1", "smaller"}, {"-2", "60%"},
    {"+1", "larger"},  {"+2", "150%"},    {"+3", "200%"}, {"+4", "300%"}};

enum AttributeTrait : unsigned {
  kOrdinary = 1u << 0,  // for every element but a frame
  kFrame = 1u << 1,     // for a frame
  kAddress = 1u << 2,
  kFlag = 1u << 3,  // its value is its name
};

struct AttributeRule {
  std::string_view name;
  unsigned traits;
};
// By name.
constexpr AttributeRule kAttributes[] = {{"abbr", kOrdinary},
                                         {"align", kOrdinary},
                                         {"allowfullscreen", kFrame},
                                         {"alt", kOrdinary},
                                         {"bgcolor", kOrdinary},
                                         {"border", kOrdinary},
                                         {"cellpadding", kOrdinary},
                                         {"cellspacing", kOrdinary},
                                         {"cite", kOrdinary | kAddress},
                                         {"class", kOrdinary},
                                         {"clear", kOrdinary},
                                         {"color", kOrdinary},
                                         {"colspan", kOrdinary},
                                         {"compact", kOrdinary | kFlag},
                                         {"coords", kOrdinary},
                                         {"datetime", kOrdinary},
                                         {"dir", kOrdinary},
                                         {"face", kOrdinary},
                                         {"frameborder", kFrame},
                                         {"headers", kOrdinary},
                                         {"height", kOrdinary | kFrame},
                                         {"href", kOrdinary | kAddress},
                                         {"hspace", kOrdinary},
                                         {"lang", kOrdinary},
                                         {"name", kOrdinary},
                                         {"noshade", kOrdinary | kFlag},
                                         {"nowrap", kOrdinary | kFlag},
                                         {"open", kOrdinary | kFlag},
                                         {"rel", kOrdinary},
                                         {"rowspan", kOrdinary},
                                         {"rules", kOrdinary},
                                         {"scope", kOrdinary},
                                         {"shape", kOrdinary},
                                         {"size", kOrdinary},
                                         {"span", kOrdinary},
                                         {"src", kOrdinary | kFrame | kAddress},
                                         {"start", kOrdinary},
                                         {"style", kOrdinary | kFrame},
                                         {"summary", kOrdinary},
                                         {"target", kOrdinary},
                                         {"title", kOrdinary},
                                         {"type", kOrdinary | kFrame},
                                         {"usemap", kOrdinary | kAddress},
                                         {"valign", kOrdinary},
                                         {"value", kOrdinary},
                                         {"vspace", kOrdinary},
                                         {"width", kOrdinary | kFrame}};
static_assert(std::size(kAttributes) == kAttributeCount);

constexpr std::string_view kLinkSchemes[] = {"aim",  "feed",  "file", "ftp",    "gopher",
                                             "http", "https", "irc",  "mailto", "news",
                                             "nntp", "sftp",  "ssh",  "telnet"};
constexpr std::string_view kImageSchemes[] = {"cid", "http", "https"};
constexpr std::string_view kOtherSchemes[] = {"file", "http", "https"};

constexpr std::string_view kFrameHosts[] = {"youtube.com", "dailymotion.com", "vimeo.com",
                                            "player.vimeo.com", "web.microsoftstream.com"};

// Browsers skip controls and white space inside and before a scheme.
std::string scheme_of(std::string_view address) {
  std::string scheme;
  for (const char c : address) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) continue;
    if (c == ':') return base::lower_ascii(scheme);
    if (c == '/' || c == '?' || c == '#') return "";
    scheme.push_back(c);
  }
  return "";
}

bool is_allowed_scheme(std::string_view name, const std::string& scheme) {
  if (scheme.empty()) return true;
  if (name == "href") return has(kLinkSchemes, scheme);
  return name == "src" ? has(kImageSchemes, scheme) : has(kOtherSchemes, scheme);
}

template <typename Take>
void each_word(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// Only the classes of Microsoft's editors mean anything to osTicket.
std::string kept_class(std::string_view classes) {
  std::string kept;
  each_word(classes, [&](std::string_view name) {
    if (name.rfind("Mso", 0) == 0) kept.append(kept.empty() ? "" : " ").append(name);
  });
  return kept;
}

std::optional<std::string> unless_empty(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

}  // namespace

const Successor* successor_of(std::string_view name) {
  for (const Successor& successor : kSuccessors)
    if (successor.former == name) return &successor;
  return nullptr;
}

std::string font_style(std::string_view attribute, std::string_view value) {
  const std::string_view text = base::trim(value);
  if (attribute == "color") return "color:" + std::string(text);
  if (attribute == "face") return "font-family:" + std::string(text);
  if (attribute != "size") return "";
  for (const FontSize& size : kFontSizes)
    if (size.size == text) return "font-size:" + std::string(size.style);
  return "";
}

std::optional<std::size_t> find_attribute(std::string_view name) {
  const auto* found =
      std::lower_bound(std::begin(kAttributes), std::end(kAttributes), name,
                       [](const AttributeRule& rule, std::string_view n) { return rule.name < n; });
  if (found == std::end(kAttributes) || found->name != name) return std::nullopt;
  return static_cast<std::size_t>(found - kAttributes);
}

std::string_view attribute_name(std::size_t attribute) {
  return kAttributes[attribute].name;
}

std::optional<std::string> kept_attribute(std::string_view element, std::string_view name,
                                          std::string_view value, std::string_view decoded) {
  const auto known = find_attribute(name);
  if (!known) return std::nullopt;
  const unsigned traits = kAttributes[*known].traits;
  if ((traits & (element == "iframe" ? kFrame : kOrdinary)) == 0) return std::nullopt;
  // Of other elements it would be a property of the page's own objects.
  if (name == "name" && element != "a" && element != "map") return std::nullopt;
  if (name == "class") return unless_empty(kept_class(value));
  if (name == "style") return unless_empty(kept_style(decoded));
  if ((traits & kFlag) != 0) return std::string(name);
  const bool refused = (traits & kAddress) != 0 && !is_allowed_scheme(name, scheme_of(decoded));
  const bool marked = value.rfind("denied:", 0) == 0;
  return (refused && !marked ? "denied:" : "") + std::string(value);
}

bool opens_window(std::string_view target) {
  for (const std::string_view own : {"_self", "_parent", "_top"})
    if (base::equal_ignoring_case(target, own)) return false;
  return !target.empty();
}

std::string without_opener(std::string_view relations) {
  std::string kept;
  bool closed = false;
  each_word(relations, [&](std::string_view relation) {
    closed = closed || base::equal_ignoring_case(relation, "noopener");
    if (!base::equal_ignoring_case(relation, "opener"))
      kept.append(kept.empty() ? "" : " ").append(relation);
  });
  if (!closed) kept.append(kept.empty() ? "" : " ").append("noopener");
  return kept;
}

bool is_admitted_frame(std::string_view address) {
  std::string text = base::lower_ascii(address);
  for (const std::string_view scheme : {"https:", "http:"})
    if (text.rfind(scheme, 0) == 0) text.erase(0, scheme.size());
  if (text.rfind("//", 0) != 0 || text.find('@') != std::string::npos) return false;
  text.erase(0, 2);
  if (text.rfind("www.", 0) == 0) text.erase(0, 4);
  const std::size_t end = text.find_first_of("?/#");
  return end != std::string::npos && has(kFrameHosts, std::string_view(text).substr(0, end));
}

}  // namespace ost::domain
