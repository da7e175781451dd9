// SPDX-License-Identifier: MIT
#include "domain/text/html_tokens.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "domain/text/html_rules.hpp"

namespace ost::domain {
namespace {

// Names that are longer belong to nothing that is known.
constexpr std::size_t kLongestName = 16;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool ends_tag_name(char c) {
  return is_space(c) || c == '/' || c == '>';
}

/// A name in small letters, without memory of its own; empty when it is too long to be known.
class SmallName {
 public:
  explicit SmallName(std::string_view name) {
    if (name.size() > kLongestName) return;
    for (const char c : name)
      letters_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, kLongestName> letters_{};
  std::size_t size_ = 0;
};

// <o:p> is <p>: the document that osTicket balances has no prefixes.
std::string_view without_prefix(std::string_view name) {
  std::size_t end = 0;
  while (end < name.size() && is_letter(name[end])) ++end;
  const bool prefixed = end > 0 && end + 1 < name.size() && name[end] == ':';
  return prefixed && is_letter(name[end + 1]) ? name.substr(end + 1) : name;
}

// Elements whose content goes with them.
std::string_view dropped_whole(std::string_view name) {
  for (const std::string_view whole : {"script", "style", "title"})
    if (whole == name) return whole;
  return {};
}

}  // namespace

bool HtmlTokens::begins_mark(std::size_t place) const {
  if (at(place) != '<') return false;
  const char next = at(place + 1);
  return is_letter(next) || next == '!' || next == '?' || (next == '/' && place + 2 < html_.size());
}

bool HtmlTokens::next(Token& token) {
  while (place_ < html_.size()) {
    if (!begins_mark(place_)) {
      read_text(token);
      return true;
    }
    if (read_mark(token)) return true;
  }
  return false;
}

void HtmlTokens::read_text(Token& token) {
  const std::size_t from = place_;
  do place_ = std::min(html_.find('<', place_ + 1), html_.size());
  while (place_ < html_.size() && !begins_mark(place_));
  token.kind = Token::Kind::kText;
  token.text = html_.substr(from, place_ - from);
}

bool HtmlTokens::read_mark(Token& token) {
  const char next = at(place_ + 1);
  if (next == '/') return read_end_tag(token);
  if (is_letter(next)) return read_start_tag(token);
  // <!--> is a whole comment.
  if (html_.substr(place_, 4) == "<!--")
    skip_behind("-->", place_ + 2);
  else
    skip_behind(">", place_);
  return false;
}

bool HtmlTokens::read_start_tag(Token& token) {
  const std::size_t from = ++place_;
  while (place_ < html_.size() && !ends_tag_name(html_[place_])) ++place_;
  const SmallName name(without_prefix(html_.substr(from, place_ - from)));
  token.kind = Token::Kind::kStartTag;
  token.element = find_element(name.view());
  if (!read_attributes(token)) return false;
  const std::string_view whole = dropped_whole(name.view());
  if (!whole.empty()) skip_content_of(whole);
  return token.element != nullptr;
}

bool HtmlTokens::read_end_tag(Token& token) {
  const std::size_t from = place_ + 2;
  if (!is_letter(at(from))) {
    skip_behind(">", from);
    return false;
  }
  place_ = from;
  while (place_ < html_.size() && !ends_tag_name(html_[place_])) ++place_;
  const SmallName name(without_prefix(html_.substr(from, place_ - from)));
  token.kind = Token::Kind::kEndTag;
  token.element = find_element(name.view());
  return read_attributes(token) && token.element != nullptr;
}

// Reads to behind the '>' of the tag; false where there is none.
bool HtmlTokens::read_attributes(Token& token) {
  token.attributes.clear();
  std::array<bool, kAttributeCount> seen{};
  for (;;) {
    skip_space();
    while (at(place_) == '/' && place_ < html_.size()) {
      ++place_;
      skip_space();
    }
    if (place_ >= html_.size()) return false;
    if (html_[place_] == '>') {
      token.is_self_closed = html_[place_ - 1] == '/';
      ++place_;
      return true;
    }
    const SmallName name(read_attribute_name());
    const std::string_view value = read_attribute_value();
    const std::optional<std::size_t> known = find_attribute(name.view());
    if (!known || seen[*known]) continue;
    seen[*known] = true;
    token.attributes.push_back({attribute_name(*known), value});
  }
}

std::string_view HtmlTokens::read_attribute_name() {
  const std::size_t from = place_++;
  while (place_ < html_.size() && !ends_tag_name(html_[place_]) && html_[place_] != '=') ++place_;
  return html_.substr(from, place_ - from);
}

std::string_view HtmlTokens::read_attribute_value() {
  skip_space();
  if (at(place_) != '=') return {};
  ++place_;
  skip_space();
  const char quote = at(place_);
  if (quote == '"' || quote == '\'') {
    const std::size_t from = ++place_;
    const std::size_t end = std::min(html_.find(quote, from), html_.size());
    place_ = std::min(end + 1, html_.size());
    return html_.substr(from, end - from);
  }
  const std::size_t from = place_;
  while (place_ < html_.size() && !is_space(html_[place_]) && html_[place_] != '>') ++place_;
  return html_.substr(from, place_ - from);
}

void HtmlTokens::skip_space() {
  while (is_space(at(place_))) ++place_;
}

void HtmlTokens::skip_behind(std::string_view end, std::size_t from) {
  const std::size_t found = html_.find(end, from);
  place_ = found == std::string_view::npos ? html_.size() : found + end.size();
}

void HtmlTokens::skip_content_of(std::string_view name) {
  const auto is_end = [&](std::size_t place) {
    const std::string_view found = html_.substr(place + 2, name.size());
    return base::equal_ignoring_case(found, name) && !is_letter(at(place + 2 + name.size()));
  };
  if (std::find(endless_.begin(), endless_.end(), name) == endless_.end()) {
    for (std::size_t end = html_.find("</", place_); end != std::string_view::npos;
         end = html_.find("</", end + 2)) {
      if (!is_end(end)) continue;
      place_ = end;
      return;
    }
    endless_.push_back(name);
  }
  if (name != "title") is_behind_raw_text_ = true;
}

}  // namespace ost::domain
