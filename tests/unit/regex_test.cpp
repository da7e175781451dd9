// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include "base/regex.hpp"

#include <CppUTest/TestHarness.h>

using ost::base::preg_match;

namespace {

// As var_export shows what PHP's preg_match returns.
const char* result(const std::string& pattern, const std::string& subject) {
  const std::optional<bool> matched = preg_match(pattern, subject);
  if (!matched) return "false";
  return *matched ? "1" : "0";
}

struct Case {
  const char* pattern;
  const char* subject;
  const char* result;
};

template <std::size_t count>
void check(const Case (&cases)[count]) {
  for (const Case& c : cases) STRCMP_EQUAL_TEXT(c.result, result(c.pattern, c.subject), c.pattern);
}

}  // namespace

TEST_GROUP(PregMatchPatterns){};

TEST(PregMatchPatterns, ends_the_pattern_at_the_first_delimiter_that_is_not_escaped) {
  const Case cases[] = {
      {"/b/", "abc", "1"},       {"/a\\/b/", "a/b", "1"},  {"/a/b/", "a/b", "false"},
      {"/a[/]/", "a]", "false"}, {"/a\\/", "ab", "false"}, {"/a", "a", "false"},
      {"/", "a", "false"},       {"", "a", "false"},       {"//", "a", "1"},
  };
  check(cases);
}

TEST(PregMatchPatterns, takes_any_delimiter_but_letters_digits_and_backslashes) {
  const Case cases[] = {
      {"#a#", "a", "1"},
      {"~a~", "a", "1"},
      {"\x01"
       "a\x01",
       "a", "1"},
      {" /a/", "a", "1"},
      {"xax", "a", "false"},
      {"1a1", "a", "false"},
      {"\\a\\", "a", "false"},
  };
  check(cases);
}

TEST(PregMatchPatterns, balances_brackets_that_delimit) {
  const Case cases[] = {
      {"{a}", "a", "1"}, {"{a{2}b}", "aab", "1"}, {"{a\\}b}", "a}b", "1"}, {"(a)i", "A", "1"},
      {"[a]", "a", "1"}, {"<a>", "a", "1"},       {"(a(b)c)", "abc", "1"}, {"{a", "a", "false"},
  };
  check(cases);
}

TEST(PregMatchPatterns, knows_the_modifiers_of_php) {
  const Case cases[] = {
      {"/b/i", "ABC", "1"},
      {"/^b/", "a\nb", "0"},
      {"/^b/m", "a\nb", "1"},
      {"/a.b/", "a\nb", "0"},
      {"/a.b/s", "a\nb", "1"},
      {"/a b/xi", "AB", "1"},
      {"/a/A", "ba", "0"},
      {"/a$/", "a\n", "1"},
      {"/a$/D", "a\n", "0"},
      {"/^.$/", "\xC3\xA9", "0"},
      {"/^.$/u", "\xC3\xA9", "1"},
      {"/\xC3\xA9/iu", "\xC3\x89", "1"},
      {"/\xC3\xA9/i", "\xC3\x89", "0"},
      {"/(?<n>a)(?<n>b)?/", "a", "false"},
      {"/(?<n>a)(?<n>b)?/J", "a", "1"},
      {"/a/n", "a", "1"},
      {"/a/U", "a", "1"},
      {"/a/S", "a", "1"},
      {"/a/X", "a", "1"},
      {"/a/ \r\n", "a", "1"},
      {"/a/e", "a", "false"},
      {"/a/r", "a", "false"},
  };
  check(cases);
}

TEST(PregMatchPatterns, fails_where_php_fails) {
  const Case cases[] = {
      {"/(/", "x", "false"},
      {"/\\y/", "y", "false"},
      {"/./u", "\xFF", "false"},
      {"/a\\Cb/", "aXb", "1"},
  };
  check(cases);
}

TEST(PregMatchPatterns, gives_up_on_patterns_that_backtrack_for_ever) {
  std::string pairs;
  for (int i = 0; i < 30000; ++i) pairs += "ab";
  STRCMP_EQUAL("false", result("/^(a+)+$/", std::string(40, 'a') + "!"));
  STRCMP_EQUAL("false", result("/^(a|b)*c$/", pairs + "c"));
  STRCMP_EQUAL("1", result("/ba.*c$/", pairs + "c"));
}
