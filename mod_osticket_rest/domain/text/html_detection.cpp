// SPDX-License-Identifier: MIT
#include "domain/text/html.hpp"

#include <cstddef>

#include "base/text.hpp"
#include "domain/text/html_elements.hpp"

namespace ost::domain {
namespace {

// No tag that people or programs write has a longer name, or more in a value without quotes.
constexpr std::size_t kLongestName = 16;
constexpr std::size_t kLongestTag = 65536;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// Quotes that were looked for and do not come any more: a text is searched for them once.
struct MissingQuotes {
  bool of_one = false;
  bool of_two = false;
};

/// Reads one text from a place on.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at, MissingQuotes& missing)
      : text_(text), at_(at), missing_(missing) {}

  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    if (next() != c) return false;
    ++at_;
    return true;
  }

  bool skip_space() {
    const std::size_t from = at_;
    while (is_space(next())) ++at_;
    return at_ > from;
  }

  std::string_view take_name() {
    const std::size_t from = at_;
    while (is_name_character(next())) ++at_;
    return text_.substr(from, at_ - from);
  }

  // name=value, with a quoted value or one without white space.
  bool take_attribute() {
    if (take_name().empty()) return false;
    skip_space();
    if (!take('=')) return false;
    skip_space();
    const char quote = next();
    if (quote == '"' || quote == '\'') {
      // However long: an image may stand in it.
      bool& is_missing = quote == '"' ? missing_.of_two : missing_.of_one;
      const std::size_t end = is_missing ? std::string_view::npos : text_.find(quote, at_ + 1);
      is_missing = end == std::string_view::npos;
      if (!is_missing) at_ = end + 1;
      return !is_missing;
    }
    const std::size_t from = at_;
    while (at_ < limit() && !is_space(next()) && next() != '>') ++at_;
    return at_ > from;
  }

 private:
  std::size_t limit() const {
    return text_.size() - at_ > kLongestTag ? at_ + kLongestTag : text_.size();
  }

  std::string_view text_;
  std::size_t at_;
  MissingQuotes& missing_;
};

bool is_tag(std::string_view text, std::size_t at, MissingQuotes& missing) {
  Scanner scanner(text, at + 1, missing);
  scanner.take('/');
  if (!is_letter(scanner.next())) return false;
  const std::string_view name = scanner.take_name();
  if (name.size() > kLongestName || !find_element(base::lower_ascii(name))) return false;
  for (bool has_space = scanner.skip_space();; has_space = scanner.skip_space()) {
    if (scanner.take('>')) return true;
    if (scanner.take('/')) return scanner.take('>');
    if (!has_space || !scanner.take_attribute()) return false;
  }
}

}  // namespace

bool holds_element(std::string_view text) {
  MissingQuotes missing;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (is_tag(text, at, missing)) return true;
  return false;
}

}  // namespace ost::domain
