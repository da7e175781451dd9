// SPDX-License-Identifier: MIT
#include "base/regex.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cstdint>
#include <memory>

namespace ost::base {
namespace {

// PHP's own limits. A pattern that backtracks for ever ends here, after some tens of milliseconds.
constexpr std::uint32_t kMostSteps = 1000000;
constexpr std::uint32_t kDeepest = 100000;
constexpr std::uint32_t kMostHeap = 8192;  // KiB

struct Parts {
  std::string_view body;
  std::uint32_t options;
};

std::optional<std::uint32_t> option_of(char modifier) {
  switch (modifier) {
    case 'i':
      return PCRE2_CASELESS;
    case 'm':
      return PCRE2_MULTILINE;
    case 's':
      return PCRE2_DOTALL;
    case 'x':
      return PCRE2_EXTENDED;
    case 'u':
      return PCRE2_UTF | PCRE2_UCP;
    case 'A':
      return PCRE2_ANCHORED;
    case 'D':
      return PCRE2_DOLLAR_ENDONLY;
    case 'U':
      return PCRE2_UNGREEDY;
    case 'J':
      return PCRE2_DUPNAMES;
    case 'n':
      return PCRE2_NO_AUTO_CAPTURE;
    case 'S':
    case 'X':
    case '\n':
    case '\r':
    case ' ':
      return 0;
    default:
      return std::nullopt;
  }
}

char closing(char opening) {
  switch (opening) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    default:
      return opening;
  }
}

bool is_delimiter(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return !letter && c != '\\' && c != '\0';
}

// Where the pattern's closing delimiter stands: the first that no backslash hides, or the one that
// balances an opening bracket. npos: nowhere.
std::size_t find_end(std::string_view pattern) {
  const char opening = pattern[0];
  const char end = closing(opening);
  int open = 1;
  for (std::size_t at = 1; at < pattern.size(); ++at) {
    if (pattern[at] == '\\')
      ++at;
    else if (pattern[at] == end && --open == 0)
      return at;
    else if (pattern[at] == opening)
      ++open;
  }
  return std::string_view::npos;
}

std::optional<Parts> split_pattern(std::string_view pattern) {
  while (!pattern.empty() && (pattern[0] == ' ' || (pattern[0] >= '\t' && pattern[0] <= '\r')))
    pattern.remove_prefix(1);
  if (pattern.size() < 2 || !is_delimiter(pattern[0])) return std::nullopt;
  const std::size_t end = find_end(pattern);
  if (end == std::string_view::npos) return std::nullopt;
  Parts parts{pattern.substr(1, end - 1), 0};
  for (const char modifier : pattern.substr(end + 1)) {
    const auto option = option_of(modifier);
    if (!option) return std::nullopt;
    parts.options |= *option;
  }
  // Between bytes of a character a match would be cut short.
  if (parts.options & PCRE2_UTF) parts.options |= PCRE2_NEVER_BACKSLASH_C;
  return parts;
}

template <auto function>
struct Free {
  template <typename T>
  void operator()(T* pointer) const {
    function(pointer);
  }
};
using Code = std::unique_ptr<pcre2_code, Free<pcre2_code_free>>;
using Data = std::unique_ptr<pcre2_match_data, Free<pcre2_match_data_free>>;
using Context = std::unique_ptr<pcre2_match_context, Free<pcre2_match_context_free>>;

PCRE2_SPTR units(std::string_view text) {
  return reinterpret_cast<PCRE2_SPTR>(text.data());
}

}  // namespace

std::optional<bool> preg_match(std::string_view pattern, std::string_view subject) {
  const auto parts = split_pattern(pattern);
  if (!parts) return std::nullopt;
  int error = 0;
  PCRE2_SIZE offset = 0;
  const Code code(pcre2_compile(units(parts->body), parts->body.size(), parts->options, &error,
                                &offset, nullptr));
  if (!code) return std::nullopt;
  const Context context(pcre2_match_context_create(nullptr));
  const Data data(pcre2_match_data_create(1, nullptr));
  if (!context || !data) return std::nullopt;
  pcre2_set_match_limit(context.get(), kMostSteps);
  pcre2_set_depth_limit(context.get(), kDeepest);
  pcre2_set_heap_limit(context.get(), kMostHeap);
  const int found =
      pcre2_match(code.get(), units(subject), subject.size(), 0, 0, data.get(), context.get());
  if (found >= 0) return true;
  if (found == PCRE2_ERROR_NOMATCH) return false;
  return std::nullopt;
}

}  // namespace ost::base
