// SPDX-License-Identifier: MIT
#include "base/html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/html_writer.hpp"
#include "base/kept_controls.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"

namespace ost::base {
namespace {

// The parser takes its tree down recursively; deeper markup is taken for text.
constexpr int kDeepest = 2000;

struct Destroy {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};
using Tree = std::unique_ptr<GumboOutput, Destroy>;

Tree parse(std::string_view html) {
  return Tree(gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What libxml takes out of markup while osTicket balances it (Format::html_balance).
bool is_dropped_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

int depth_of(std::string_view html) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t i = 0; i + 1 < html.size(); ++i) {
    if (html[i] != '<') continue;
    if (is_letter(html[i + 1])) deepest = std::max(deepest, ++depth);
    if (html[i + 1] == '/') depth = std::max(0, depth - 1);
  }
  return deepest;
}

// So that the parser leaves them as they are.
std::string protect_entities(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i)
    if (html[i] == '&' && entity_length(html.substr(i)) > 0)
      out += kAmpersand;
    else
      out.push_back(html[i]);
  return out;
}

// Without <script>…</script> and <style>…</style>; an opening tag alone goes without the text
// behind it.
std::string without_raw_text(std::string_view html, std::string_view name) {
  const std::string folded = lower_ascii(html);
  const std::string open = "<" + std::string(name);
  const std::string close = "</" + std::string(name);
  std::string kept;
  std::size_t from = 0;
  for (std::size_t at = folded.find(open); at != std::string::npos; at = folded.find(open, from)) {
    const std::size_t behind = at + open.size();
    const bool is_name_end = behind >= folded.size() || !is_letter(folded[behind]);
    kept.append(html, from, (is_name_end ? at : behind) - from);
    from = behind;
    if (!is_name_end) continue;
    const std::size_t end = folded.find(close, at);
    const std::size_t tag = folded.find('>', end == std::string::npos ? at : end);
    from = tag == std::string::npos ? folded.size() : tag + 1;
    if (end == std::string::npos) return kept + protect_entities(html.substr(from));
  }
  if (from < html.size()) kept.append(html, from, html.size() - from);
  return kept;
}

// A number that stands for no character that markup may hold.
bool is_dropped_reference(std::string_view entity) {
  if (entity.substr(0, 2) != "&#") return false;
  const bool hex = entity.size() > 2 && lower_ascii(entity.substr(2, 1)) == "x";
  const std::string digits(entity.substr(hex ? 3 : 2));
  const unsigned long point = std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10);
  return point == 0 || (point < 0x20 && is_dropped_control(static_cast<char>(point)));
}

// The parser decodes what HTML knows and ends in a semicolon; every other ampersand is text
// (libxml, by which osTicket balances markup).
std::string with_known_entities(std::string_view html) {
  std::string out;
  std::map<std::string, bool, std::less<>> known;
  for (std::size_t i = 0; i < html.size(); ++i) {
    if (html[i] != '&') {
      out.push_back(html[i]);
      continue;
    }
    const std::string entity(html.substr(i, entity_length(html.substr(i))));
    if (is_dropped_reference(entity)) {
      i += entity.size() - 1;
      continue;
    }
    if (!entity.empty() && known.count(entity) == 0)
      known[entity] = decode_entities(entity) != entity;
    out += !entity.empty() && known[entity] ? "&" : "&amp;";
  }
  return out;
}

// <o:p> is <p>: the balanced document has no prefixes.
std::string without_prefixes(std::string_view html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    out.push_back(html[i]);
    if (html[i] != '<') continue;
    if (html.substr(i + 1, 1) == "/") out.push_back(html[++i]);
    std::size_t end = i + 1;
    while (end < html.size() && is_letter(html[end])) ++end;
    const bool prefixed = end > i + 1 && html.substr(end, 1) == ":" && end + 1 < html.size() &&
                          is_letter(html[end + 1]);
    if (prefixed) i = end;
  }
  return out;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

// White space as htmLawed's tidying leaves it: one space, none behind a start tag, untouched in
// <pre>.
std::string tidy_white_space(std::string_view html) {
  std::string out;
  int preformatted = 0;
  for (std::size_t i = 0; i < html.size();) {
    if (html[i] == '<') {
      const std::size_t end = std::min(html.find('>', i), html.size() - 1) + 1;
      const std::string_view tag = html.substr(i, end - i);
      if (tag.substr(0, 4) == "<pre") ++preformatted;
      if (tag.substr(0, 5) == "</pre") --preformatted;
      i = end;
      const bool opens = tag.size() > 1 && tag[1] != '/' && tag[tag.size() - 2] != '/';
      if (opens && preformatted == 0 && i < html.size() && is_space(html[i])) {
        while (i < html.size() && is_space(html[i])) ++i;
        if (out.empty() || out.back() != ' ') out.push_back(' ');
      }
      out += tag;
    } else if (preformatted == 0 && is_space(html[i])) {
      while (i < html.size() && is_space(html[i])) ++i;
      out.push_back(' ');
    } else {
      out.push_back(html[i++]);
    }
  }
  return out;
}

const GumboNode* body_of(const GumboOutput* tree) {
  const GumboVector& children = tree->root->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_BODY) return child;
  }
  return nullptr;
}

std::string write_clean(std::string_view html) {
  // In front of the body so that the parser opens it at once and keeps leading white space.
  const std::string document =
      hide_kept_controls("<body>" + with_known_entities(without_prefixes(html)));
  const Tree tree = parse(document);
  const GumboNode* body = body_of(tree.get());
  if (!body) return "";
  return show_kept_controls(tidy_white_space(restore_entities(write_kept_markup(body))));
}

}  // namespace

std::string clean_markup(std::string_view html) {
  std::string text = replace_all(repair_utf8(html), kAmpersand, "");
  text.erase(std::remove_if(text.begin(), text.end(), is_dropped_control), text.end());
  text = decode_special_characters(text);
  for (const std::string_view name : {"head", "style", "script"})
    text = without_raw_text(text, name);
  if (depth_of(text) > kDeepest) text = encode_special_characters(strip_tags(text));
  return write_clean(text);
}

std::string drop_unknown_images(std::string_view html) {
  std::string kept;
  std::size_t from = 0;
  for (std::size_t at = html.find("<img "); at != std::string_view::npos;
       at = html.find("<img ", from)) {
    const std::size_t end = std::min(html.find('>', at), html.size() - 1) + 1;
    const std::string_view tag = html.substr(at, end - at);
    const std::size_t source = tag.find("src=\"");
    const std::size_t start = source == std::string_view::npos ? tag.size() : source + 5;
    const std::string_view address = tag.substr(start, tag.find('"', start) - start);
    const std::string_view path = address.substr(0, address.find_first_of("?#&"));
    const std::size_t dot = path.rfind('.');
    const std::string_view extension = dot == std::string_view::npos ? path : path.substr(dot + 1);
    const bool known = extension == "gif" || extension == "png" || extension == "jpg" ||
                       extension == "jpeg" || address.find("cid:") != std::string_view::npos;
    kept.append(html, from, (known ? end : at) - from);
    from = end;
  }
  return kept.append(html, from, html.size() - from);
}

bool has_tag(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char next = text[i + 1];
    if (text[i] == '<' && (is_letter(next) || next == '/' || next == '!')) return true;
  }
  return false;
}

std::string line_breaks_to_markup(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_break = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
    const bool is_pair = text[i] == '\r' && !is_break;
    if (is_break || is_pair) out += "<br />";
    out.push_back(text[i]);
    if (is_pair) out.push_back(text[++i]);
  }
  return out;
}

std::string searchable_markup(std::string_view html) {
  std::string text;
  for (std::size_t i = 0; i < html.size();) {
    const bool is_mark = html[i] == '<' && has_tag(html.substr(i, 2));
    if (!is_mark) {
      text.push_back(html[i++]);
      continue;
    }
    if (lower_ascii(html.substr(i + 1, 3)) != "wbr") text.push_back(' ');
    i = std::min(html.find('>', i), html.size() - 1) + 1;
  }
  return std::string(trim(collapse_white_space(decode_entities(text))));
}

namespace {

// Whether the text begins with a reference to a number that is no character's; the parser would
// make bytes of what is left of it in 32 bits.
bool is_reference_beyond_unicode(std::string_view text) {
  if (text.substr(0, 2) != "&#") return false;
  const bool hex = lower_ascii(text.substr(2, 1)) == "x";
  const unsigned radix = hex ? 16 : 10;
  unsigned number = 0;
  for (const char c : text.substr(std::min<std::size_t>(hex ? 3 : 2, text.size()))) {
    unsigned digit = radix;
    if (c >= '0' && c <= '9')
      digit = static_cast<unsigned>(c - '0');
    else if (std::isxdigit(static_cast<unsigned char>(c)))
      digit = static_cast<unsigned>((c | 0x20) - 'a') + 10;
    if (digit >= radix) break;
    number = number * radix + digit;
    if (number > 0x10FFFF) return true;
  }
  return false;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string guarded = "<body><p title=\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"')
      guarded += "&quot;";
    else if (is_reference_beyond_unicode(text.substr(i)))
      guarded += "&amp;";
    else
      guarded.push_back(text[i]);
  }
  guarded = hide_kept_controls(guarded + "\">");
  const Tree tree = parse(guarded);
  const GumboNode* body = body_of(tree.get());
  if (!body || body->v.element.children.length == 0) return std::string(text);
  const auto* paragraph = static_cast<const GumboNode*>(body->v.element.children.data[0]);
  const GumboAttribute* title = gumbo_get_attribute(&paragraph->v.element.attributes, "title");
  return title ? show_kept_controls(title->value) : std::string(text);
}

}  // namespace ost::base
