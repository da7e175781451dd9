// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/text/html_elements.hpp"

namespace ost::domain {

/// An attribute of a tag as it stands there: its name in small letters, its value without quotes.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// A piece of markup: text, or a tag of an element that is known.
struct Token {
  enum class Kind { kText, kStartTag, kEndTag };
  Kind kind = Kind::kText;
  std::string_view text;  ///< of kText
  const Element* element = nullptr;
  std::vector<Attribute> attributes;  ///< those that some element may keep, each name once
  bool is_self_closed = false;
};

/// Cuts markup into tokens as HTML5's tokenizer does, from its start to its end without going back:
/// linear in time, and without memory that grows with the text. Comments, declarations, tags of
/// elements that are not known, a tag that has no end and the content of <script>, <style> and
/// <title> are passed over. The text must outlive its tokens.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}

  /// False at the end.
  bool next(Token& token);

  /// Whether a <script> or <style> without an end tag was passed: entities behind it stay as they
  /// are (libxml reads all that follows as its content).
  bool is_behind_raw_text() const { return is_behind_raw_text_; }

 private:
  bool begins_mark(std::size_t at) const;
  void read_text(Token& token);
  bool read_mark(Token& token);
  bool read_start_tag(Token& token);
  bool read_end_tag(Token& token);
  bool read_attributes(Token& token);
  std::string_view read_attribute_name();
  std::string_view read_attribute_value();
  void skip_space();
  void skip_behind(std::string_view end, std::size_t from);
  void skip_content_of(std::string_view name);
  char at(std::size_t place) const { return place < html_.size() ? html_[place] : '\0'; }

  std::string_view html_;
  std::size_t place_ = 0;
  bool is_behind_raw_text_ = false;
  // Elements whose end tag was looked for and does not come any more.
  std::vector<std::string_view> endless_;
};

}  // namespace ost::domain
