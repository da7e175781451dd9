// SPDX-License-Identifier: MIT
#include "base/html_rules.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::base {
namespace {

template <std::size_t N>
bool has(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

constexpr std::string_view kKept[] = {
    "a",    "abbr",   "acronym",  "address",    "area",       "article", "aside",   "b",
    "bdi",  "bdo",    "big",      "blockquote", "br",         "caption", "center",  "cite",
    "code", "col",    "colgroup", "dd",         "del",        "details", "dfn",     "dir",
    "div",  "dl",     "dt",       "em",         "figcaption", "figure",  "font",    "footer",
    "h1",   "h2",     "h3",       "h4",         "h5",         "h6",      "header",  "hgroup",
    "hr",   "i",      "iframe",   "img",        "ins",        "kbd",     "legend",  "li",
    "main", "map",    "mark",     "menu",       "nav",        "ol",      "p",       "pre",
    "q",    "rp",     "rt",       "ruby",       "s",          "samp",    "section", "small",
    "span", "strike", "strong",   "sub",        "summary",    "sup",     "table",   "tbody",
    "td",   "tfoot",  "th",       "thead",      "time",       "tr",      "tt",      "u",
    "ul",   "var",    "wbr"};

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

constexpr std::string_view kDroppedWhole[] = {"script", "style", "head", "title", "template"};
constexpr std::string_view kVoid[] = {"area", "br", "col", "hr", "img", "wbr"};
constexpr std::string_view kMayBeEmpty[] = {"area", "br",     "col", "div",
                                            "hr",   "iframe", "img", "wbr"};

constexpr std::string_view kAttributes[] = {
    "abbr",   "align",   "alt",    "bgcolor", "border",  "cellpadding", "cellspacing", "cite",
    "class",  "clear",   "color",  "colspan", "compact", "coords",      "datetime",    "dir",
    "face",   "headers", "height", "href",    "hspace",  "lang",        "name",        "noshade",
    "nowrap", "open",    "rel",    "rowspan", "rules",   "scope",       "shape",       "size",
    "span",   "src",     "start",  "style",   "summary", "target",      "title",       "type",
    "usemap", "valign",  "value",  "vspace",  "width"};
constexpr std::string_view kFrameAttributes[] = {"allowfullscreen", "frameborder", "height", "src",
                                                 "style",           "type",        "width"};

constexpr std::string_view kLinkSchemes[] = {"aim",  "feed",  "file", "ftp",    "gopher",
                                             "http", "https", "irc",  "mailto", "news",
                                             "nntp", "sftp",  "ssh",  "telnet"};
constexpr std::string_view kImageSchemes[] = {"cid", "http", "https"};
constexpr std::string_view kOtherSchemes[] = {"file", "http", "https"};

constexpr std::string_view kFrameHosts[] = {"youtube.com", "dailymotion.com", "vimeo.com",
                                            "player.vimeo.com", "web.microsoftstream.com"};

bool is_address(std::string_view name) {
  return name == "href" || name == "src" || name == "cite" || name == "usemap";
}

// Browsers skip controls and white space inside and before a scheme.
std::string scheme_of(std::string_view address) {
  std::string scheme;
  for (const char c : address) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) continue;
    if (c == ':') return lower_ascii(scheme);
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

bool is_harmful_style(std::string_view declaration) {
  const std::string text = lower_ascii(declaration);
  for (const std::string_view word : {"url", "expression", "import", "javascript", "behavior",
                                      "binding", "\\", "<", "position:", "/*", "&"})
    if (text.find(word) != std::string::npos) return true;
  return text.rfind('-', 0) == 0 || text.rfind("mso-", 0) == 0;
}

// Declarations that a browser could fetch or run by, and those that are unset, go.
std::string kept_style(std::string_view style) {
  std::string kept;
  for (const std::string_view piece : split(style, ';')) {
    const std::string_view declaration = trim(piece);
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    const std::string_view value = trim(declaration.substr(colon + 1));
    if (value.empty() || is_harmful_style(declaration)) continue;
    if (!kept.empty()) kept.push_back(';');
    kept += std::string(declaration.substr(0, colon)) + ":";
    for (const char c : value)
      if (c != '"') kept.push_back(c);
  }
  return kept;
}

// Only the classes of Microsoft's editors mean anything to osTicket.
std::string kept_class(std::string_view classes) {
  std::string kept;
  for (const std::string_view name : split(classes, ' ')) {
    if (name.rfind("Mso", 0) != 0) continue;
    if (!kept.empty()) kept.push_back(' ');
    kept += name;
  }
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
  const std::string_view text = trim(value);
  if (attribute == "color") return "color:" + std::string(text);
  if (attribute == "face") return "font-family:" + std::string(text);
  if (attribute != "size") return "";
  for (const FontSize& size : kFontSizes)
    if (size.size == text) return "font-size:" + std::string(size.style);
  return "";
}

bool is_kept_element(std::string_view name) {
  return has(kKept, name);
}
bool is_dropped_whole(std::string_view name) {
  return has(kDroppedWhole, name);
}
bool is_void_element(std::string_view name) {
  return has(kVoid, name);
}
bool may_be_empty(std::string_view name) {
  return has(kMayBeEmpty, name);
}

std::optional<std::string> kept_attribute(std::string_view element, std::string_view name,
                                          std::string_view value, std::string_view decoded) {
  const bool known = element == "iframe" ? has(kFrameAttributes, name) : has(kAttributes, name);
  if (!known) return std::nullopt;
  if (name == "class") return unless_empty(kept_class(value));
  if (name == "style") return unless_empty(kept_style(decoded));
  if (name == "open" || name == "nowrap" || name == "noshade" || name == "compact")
    return std::string(name);
  if (is_address(name) && !is_allowed_scheme(name, scheme_of(decoded)))
    return value.rfind("denied:", 0) == 0 ? std::string(value) : "denied:" + std::string(value);
  return std::string(value);
}

bool is_admitted_frame(std::string_view address) {
  std::string text = lower_ascii(address);
  for (const std::string_view scheme : {"https:", "http:"})
    if (text.rfind(scheme, 0) == 0) text.erase(0, scheme.size());
  if (text.rfind("//", 0) != 0 || text.find('@') != std::string::npos) return false;
  text.erase(0, 2);
  if (text.rfind("www.", 0) == 0) text.erase(0, 4);
  const std::size_t end = text.find_first_of("?/#");
  return end != std::string::npos && has(kFrameHosts, std::string_view(text).substr(0, end));
}

}  // namespace ost::base
