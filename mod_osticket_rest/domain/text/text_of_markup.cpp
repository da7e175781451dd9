// SPDX-License-Identifier: MIT
#include "domain/text/plain_text.hpp"

#include "base/text.hpp"

namespace ost::domain {
namespace {

constexpr std::size_t kWidth = 90;
constexpr std::size_t kNone = std::string_view::npos;

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool starts_tag(std::string_view html, std::size_t at) {
  if (at + 1 >= html.size()) return false;
  const char next = html[at + 1];
  return is_letter(next) || next == '/' || next == '!' || next == '?';
}

/// Finds where tags end. What is no tag is found out at most twice by reading on to the end, so
/// that the time for all tags together is linear.
class TagReader {
 public:
  explicit TagReader(std::string_view html)
      : html_(html), last_double_(html.rfind('"')), last_single_(html.rfind('\'')) {}

  /// The place behind the tag or comment that starts at `at`; kNone when it has no end.
  std::size_t end_of(std::size_t at) {
    if (gives_up_) return kNone;
    if (html_.compare(at, 4, "<!--") == 0) return end_of_comment(at);
    const std::size_t end = scan(at);
    // A `<` inside a tag opens one that is to be closed as well, as PHP counts them. Where that
    // leads nowhere the first `<` was none, and tags are taken one by one.
    if (end == kNone) (is_counting_ ? is_counting_ : gives_up_) = !is_counting_;
    return end;
  }

 private:
  std::size_t end_of_comment(std::size_t at) {
    const std::size_t end = html_.find("-->", at + 4);
    if (end == kNone) gives_up_ = true;
    return end == kNone ? kNone : end + 3;
  }

  std::size_t scan(std::size_t at) const {
    std::size_t depth = 1;
    for (std::size_t i = at + 1; i < html_.size(); ++i) {
      const char c = html_[i];
      const std::size_t last = c == '"' ? last_double_ : c == '\'' ? last_single_ : kNone;
      if (last != kNone && last > i) {
        i = html_.find(c, i + 1);
      } else if (c == '<' && is_counting_) {
        depth += i + 1 < html_.size() && !is_space(html_[i + 1]) ? 1 : 0;
      } else if (c == '>' && --depth == 0) {
        return i + 1;
      }
    }
    return kNone;
  }

  std::string_view html_;
  std::size_t last_double_;
  std::size_t last_single_;
  bool is_counting_ = true;
  bool gives_up_ = false;
};

/// What a tag is in text: "" for most.
std::string_view breaks_of(std::string_view tag) {
  for (const char* line : {"<br>", "<br/>", "<br />"})
    if (base::equal_ignoring_case(tag, line)) return "\n";
  if (base::equal_ignoring_case(tag, "</div>")) return "\n";
  if (base::equal_ignoring_case(tag, "</p>")) return "\n\n";
  return "";
}

bool swallows_space(std::string_view tag) {
  return tag.size() > 2 && tag[1] == '/';
}

// The text between tags, with `breaks_of` each tag.
std::string stripped(std::string_view html) {
  TagReader reader(html);
  std::string out;
  out.reserve(html.size());
  for (std::size_t i = 0; i < html.size();) {
    const std::size_t end = html[i] == '<' && starts_tag(html, i) ? reader.end_of(i) : kNone;
    if (end == kNone) {
      out.push_back(html[i++]);
      continue;
    }
    const std::string_view tag = html.substr(i, end - i);
    const std::string_view breaks = breaks_of(tag);
    out += breaks;
    i = end;
    if (!breaks.empty() && swallows_space(tag))
      while (i < html.size() && is_space(html[i])) ++i;
  }
  return out;
}

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
}

}  // namespace

std::string wrap_lines(std::string_view text, std::size_t width) {
  std::string out;
  out.reserve(text.size() + text.size() / width + 1);
  std::size_t start = 0;  // of the line
  std::size_t space = 0;  // the last one in the line; `start` when there is none
  std::size_t count = 0;  // characters from the line's start
  std::size_t since = 0;  // characters behind the last space
  const auto break_at = [&](std::size_t end, std::size_t next) {
    out.append(text, start, end - start).push_back('\n');
    start = space = next;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!starts_character(text[i])) continue;
    if (text[i] == '\n') {
      break_at(i, i + 1);
      count = since = 0;
      continue;
    }
    if (text[i] == ' ') {
      if (count >= width) {
        break_at(i, i + 1);
        count = since = 0;
        continue;
      }
      space = i;
      since = 0;
      ++count;
      continue;
    }
    if (count >= width && start < space) {
      break_at(space, space + 1);
      count = since;
    }
    ++count;
    ++since;
  }
  return out.append(text, start);
}

std::string text_of_markup(std::string_view html) {
  return wrap_lines(decode_special_characters(stripped(html)), kWidth);
}

}  // namespace ost::domain
