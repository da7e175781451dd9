// SPDX-License-Identifier: MIT
#include "domain/text/html_detection.hpp"

#include <cstddef>

#include "base/text.hpp"
#include "domain/text/html_elements.hpp"

namespace ost::domain {
namespace {

// No tag that people or programs write has a longer name, or more behind it.
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

/// Reads one text from a place on.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t place() const { return at_; }
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
      const std::size_t end = text_.substr(0, limit()).find(quote, at_ + 1);
      if (end == std::string_view::npos) return false;
      at_ = end + 1;
      return true;
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
};

bool is_tag(std::string_view text, std::size_t at) {
  Scanner scanner(text, at + 1);
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
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (is_tag(text, at)) return true;
  return false;
}

bool holds_embedded_image(std::string_view markup) {
  for (std::size_t at = 0; at + 3 < markup.size(); ++at) {
    if ((markup[at] != 's' && markup[at] != 'S') ||
        !base::equal_ignoring_case(markup.substr(at, 3), "src"))
      continue;
    Scanner scanner(markup, at + 3);
    scanner.skip_space();
    if (!scanner.take('=')) continue;
    scanner.skip_space();
    if (scanner.next() == '"' || scanner.next() == '\'') scanner.take(scanner.next());
    scanner.skip_space();
    if (base::equal_ignoring_case(markup.substr(scanner.place(), 5), "data:")) return true;
  }
  return false;
}

}  // namespace ost::domain
