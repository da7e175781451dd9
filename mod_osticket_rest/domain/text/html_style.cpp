// SPDX-License-Identifier: MIT
#include "domain/text/html_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace ost::domain {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool separates(char c) {
  return is_space(c) || c == ',' || c == '/' || c == '(' || c == ')' || c == '!';
}

/// Takes one declaration after the other out of a style, without comments and with the characters
/// for escapes, so that what is judged is what a browser would read.
class Declarations {
 public:
  explicit Declarations(std::string_view style) : style_(style) {}

  /// False at the end. A declaration that no browser could read either is empty.
  bool next(std::string& declaration) {
    if (place_ >= style_.size()) return false;
    declaration.clear();
    is_broken_ = false;
    quote_ = '\0';
    depth_ = 0;
    while (place_ < style_.size() && !is_end()) read(declaration);
    if (place_ < style_.size()) ++place_;
    if (is_broken_ || quote_ || depth_ != 0) declaration.clear();
    return true;
  }

 private:
  char at(std::size_t place) const { return place < style_.size() ? style_[place] : '\0'; }
  bool is_end() const { return !quote_ && depth_ <= 0 && style_[place_] == ';'; }

  void read(std::string& declaration) {
    const char c = style_[place_];
    if (c == '\\') return read_escape(declaration);
    if (!quote_ && c == '/' && at(place_ + 1) == '*') return skip_comment();
    ++place_;
    if (quote_) {
      if (c == quote_) quote_ = '\0';
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '(') {
      ++depth_;
    } else if (c == ')') {
      --depth_;
    }
    declaration.push_back(c);
  }

  void skip_comment() {
    const std::size_t end = style_.find("*/", place_ + 2);
    place_ = end == std::string_view::npos ? style_.size() : end + 2;
  }

  // An escape may stand for a letter; one that stands for a sign of CSS itself is no harmless
  // style.
  void read_escape(std::string& declaration) {
    std::uint32_t number = 0;
    std::size_t end = ++place_;
    while (end < place_ + 6 && is_hex(at(end))) ++end;
    if (end == place_) {
      ++end;
      number = static_cast<unsigned char>(at(place_));
    } else {
      for (std::size_t i = place_; i < end; ++i)
        number = number * 16 + static_cast<std::uint32_t>(is_digit(style_[i])
                                                              ? style_[i] - '0'
                                                              : (style_[i] | 0x20) - 'a' + 10);
    }
    const bool is_character = number < 0x80 ? is_word(static_cast<char>(number))
                                            : number <= 0x10FFFF && number >= 0xA0 &&
                                                  (number < 0xD800 || number > 0xDFFF);
    is_broken_ = is_broken_ || !is_character;
    if (is_character && is_hex(at(place_))) {
      declaration += base::utf8_of(number);
      if (is_space(at(end))) ++end;
    } else if (is_character) {
      declaration.push_back(at(place_));
    }
    place_ = std::min(end, style_.size());
  }

  std::string_view style_;
  std::size_t place_ = 0;
  bool is_broken_ = false;
  char quote_ = '\0';
  int depth_ = 0;
};

/// Reads a value sign by sign; whether it is made of harmless forms only.
class Value {
 public:
  explicit Value(std::string_view text) : text_(text) {}

  bool is_harmless() {
    while (place_ < text_.size())
      if (!read_form()) return false;
    return depth_ == 0;
  }

 private:
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  bool read_form() {
    const char c = text_[place_];
    if (c == '"' || c == '\'') return read_string(c);
    if (c == '#') return read_colour();
    if (c == '!') return read_important();
    if (is_word(c) || c == '.') return read_word();
    ++place_;
    if (c == ')') return --depth_ >= 0;
    if (c == '+' || c == '*' || c == '%') return depth_ > 0 || is_digit(at(place_)) || c == '%';
    return is_space(c) || c == ',' || c == '/';
  }

  // Quotes may go, so a quoted name stands alone and holds no sign that means something without.
  bool read_string(char quote) {
    const std::size_t end = text_.find(quote, place_ + 1);
    if (end == std::string_view::npos) return false;
    if (place_ > 0 && !separates(text_[place_ - 1])) return false;
    if (end + 1 < text_.size() && (!separates(text_[end + 1]) || text_[end + 1] == '('))
      return false;
    const std::string_view name = text_.substr(place_ + 1, end - place_ - 1);
    place_ = end + 1;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return is_word(c) || c == ' ' || c == '.' || c == ','; });
  }

  bool read_colour() {
    const std::size_t from = ++place_;
    while (is_hex(at(place_))) ++place_;
    return place_ > from && place_ - from <= 8 && !is_word(at(place_));
  }

  bool read_important() {
    do ++place_;
    while (is_space(at(place_)));
    constexpr std::string_view kImportant = "important";
    const bool found =
        base::equal_ignoring_case(text_.substr(place_, kImportant.size()), kImportant);
    place_ += kImportant.size();
    return found && place_ >= text_.size();
  }

  // A word, a number with its unit, or a function.
  bool read_word() {
    const std::size_t from = place_;
    while (is_word(at(place_)) || at(place_) == '.' || at(place_) == '%') ++place_;
    if (at(place_) != '(') return true;
    const std::string name = base::lower_ascii(text_.substr(from, place_ - from));
    ++place_;
    ++depth_;
    return is_known_function(name);
  }

  std::string_view text_;
  std::size_t place_ = 0;
  int depth_ = 0;
};

// Double quotes go, but around names with spaces, where they become single ones.
std::string with_plain_quotes(std::string_view value) {
  const std::size_t space = value.find(' ');
  const bool dropped = space == 0 || space == std::string_view::npos;
  std::string written;
  for (const char c : value)
    if (c != '"')
      written.push_back(c);
    else if (!dropped)
      written.push_back('\'');
  return std::string(base::trim(written));
}

}  // namespace

std::string kept_style(std::string_view style) {
  std::string kept;
  std::array<bool, kPropertyCount> seen{};
  Declarations declarations(style);
  for (std::string declaration; declarations.next(declaration);) {
    const std::size_t colon = declaration.find(':');
    if (colon == std::string::npos) continue;
    const std::size_t first = std::min(declaration.find_first_not_of(" \t\n\r\f"), colon);
    const std::string_view name = std::string_view(declaration).substr(first, colon - first);
    const std::string_view value = std::string_view(declaration).substr(colon + 1);
    const auto property = find_property(base::lower_ascii(base::trim(name)));
    if (!property || seen[*property]) continue;
    seen[*property] = true;
    if (base::trim(value).empty() || !Value(base::trim(value)).is_harmless()) continue;
    if (!kept.empty()) kept.push_back(';');
    kept.append(name).append(":").append(with_plain_quotes(value));
  }
  return kept;
}

}  // namespace ost::domain
