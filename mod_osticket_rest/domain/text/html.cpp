// SPDX-License-Identifier: MIT
#include "domain/text/html.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/text/html_entities.hpp"
#include "domain/text/html_tokens.hpp"
#include "domain/text/html_writer.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What libxml takes out of markup while osTicket balances it (Format::html_balance).
bool is_dropped_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

// Without <script>…</script>, <style>…</style> and <head>…</head>, wherever they stand
// (Format::safe_html); a start tag alone stays.
std::string without_sections(const std::string& html, std::string_view name) {
  const std::string folded = base::lower_ascii(html);
  const std::string open = "<" + std::string(name);
  const std::string close = "</" + std::string(name);
  std::string kept;
  std::size_t from = 0;
  for (std::size_t at = folded.find(open); at != std::string::npos; at = folded.find(open, at)) {
    const std::size_t behind = at + open.size();
    const bool is_name_end = behind >= folded.size() || !is_letter(folded[behind]);
    at = is_name_end ? at : behind;
    if (!is_name_end) continue;
    const std::size_t end = folded.find(close, at);
    if (end == std::string::npos) break;
    kept.append(html, from, at - from);
    from = at = std::min(folded.find('>', end), folded.size() - 1) + 1;
  }
  return kept.append(html, from, std::string::npos);
}

// Google's mail puts a message into a <div dir="ltr">, of which osTicket keeps the content: of the
// first one, up to the first end of a <div> (Format::safe_html).
std::string without_direction(std::string text) {
  constexpr std::string_view kEnd = "</div>";
  const std::string folded = base::lower_ascii(text);
  for (const std::string_view start : {"<div dir=\"ltr\">", "<div dir=3d\"ltr\">"}) {
    const std::size_t at = folded.find(start);
    if (at == std::string::npos) continue;
    const std::size_t end = folded.find(kEnd, at);
    if (end == std::string::npos) continue;
    text.replace(end, kEnd.size(), " ");
    text.erase(at, start.size());
    break;
  }
  return text;
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

// White space as htmLawed's tidying leaves it: one space, none behind a start tag, untouched in
// <pre>.
std::string tidy_white_space(std::string_view html) {
  std::string out;
  out.reserve(html.size());
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

std::string balanced(std::string_view html, ImageSources* images) {
  HtmlTokens tokens(html);
  HtmlWriter writer(images);
  for (Token token; tokens.next(token);) {
    const Entities entities = tokens.is_behind_raw_text() ? Entities::kLeave : Entities::kDecode;
    switch (token.kind) {
      case Token::Kind::kText:
        writer.write_text(token.text, entities);
        break;
      case Token::Kind::kStartTag:
        writer.start(token, entities);
        break;
      case Token::Kind::kEndTag:
        writer.end(*token.element);
        break;
    }
  }
  return writer.finish();
}

}  // namespace

std::string clean_markup(std::string_view html, ImageSources* images) {
  std::string text = base::repair_utf8(html);
  text.erase(std::remove_if(text.begin(), text.end(), is_dropped_control), text.end());
  text = decode_special_characters(text);
  for (const std::string_view name : {"head", "style", "script"})
    text = without_sections(text, name);
  return tidy_white_space(balanced(without_direction(std::move(text)), images));
}

std::string clean_again(std::string_view html) {
  return tidy_white_space(balanced(without_direction(std::string(html)), nullptr));
}

std::string space_paragraphs(std::string_view html) {
  constexpr std::string_view kEmpty = "<p></p>";
  std::string spaced;
  std::size_t from = 0;
  for (std::size_t at = html.find(kEmpty); at != std::string_view::npos;
       at = html.find(kEmpty, from)) {
    spaced.append(html, from, at - from).append("<p><br></p>");
    from = at + kEmpty.size();
  }
  return spaced.append(html, from, html.size() - from);
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
    if (base::lower_ascii(html.substr(i + 1, 3)) != "wbr") text.push_back(' ');
    i = std::min(html.find('>', i), html.size() - 1) + 1;
  }
  return std::string(base::trim(collapse_white_space(decode_entities(text))));
}

}  // namespace ost::domain
