// SPDX-License-Identifier: MIT
#include "base/text.hpp"

#include <string>

#include <CppUTest/TestHarness.h>

using ost::base::compose;
using ost::base::equal_but_for_case;

TEST_GROUP(Unicode){};

TEST(Unicode, puts_letters_and_accents_together) {
  STRCMP_EQUAL("\xC3\xA9t\xC3\xA9", compose("e\xCC\x81te\xCC\x81").c_str());
  STRCMP_EQUAL("\xEA\xB0\x81", compose("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8").c_str());
  STRCMP_EQUAL("\xC3\x85", compose("\xE2\x84\xAB").c_str());
  STRCMP_EQUAL("plain \xE6\x89\x93", compose("plain \xE6\x89\x93").c_str());
  STRCMP_EQUAL("\xC3\xA8", compose("e\xCC\x80").c_str());
  STRCMP_EQUAL("\xC3\xA8\xCB\xBF", compose("\xC3\xA8\xCB\xBF").c_str());
  STRCMP_EQUAL("", compose("").c_str());
}

TEST(Unicode, puts_long_runs_of_accents_in_order) {
  // Each pair would be exchanged with all before it.
  std::string mixed = "a";
  std::string above = "\u00E1";
  std::string below;
  for (int i = 0; i < 20000; ++i) {
    mixed += "\u0301\u0323";
    below += i == 0 ? "" : "\u0323";
    above += i == 0 ? "" : "\u0301";
  }
  STRCMP_EQUAL(("\u1EA1" + below + "\u0301" + above.substr(2)).c_str(), compose(mixed).c_str());
}

TEST(Unicode, leaves_what_is_no_text_alone) {
  STRCMP_EQUAL(
      "\xFF"
      "e\xCC\x81",
      compose("\xFF"
              "e\xCC\x81")
          .c_str());
}

TEST(Unicode, takes_upper_and_lower_case_for_one) {
  CHECK_TRUE(equal_but_for_case("", ""));
  CHECK_TRUE(equal_but_for_case("John@Example.COM", "john@eXample.com"));
  CHECK_TRUE(equal_but_for_case("M\u00DCLLER@x", "m\u00FCller@x"));
  CHECK_TRUE(equal_but_for_case("\u0416\u03A9", "\u0436\u03C9"));
}

TEST(Unicode, takes_nothing_else_for_one) {
  const std::pair<const char*, const char*> different[] = {
      {"j\u00F6hn", "john"}, {"stra\u00DFe", "strasse"},
      {"\u017F", "s"},       {"\u212A", "k"},
      {"\u0131", "i"},       {"\u0130", "i"},
      {"\uFF41", "a"},       {"o\u0308", "\u00F6"},
      {"john ", "john"},     {"john", "john\u200B"},
      {"\xC3", "\xC4"},      {"\xC3", "\u00C3"}};
  for (const auto& [a, b] : different) {
    CHECK_FALSE(equal_but_for_case(a, b));
    CHECK_FALSE(equal_but_for_case(b, a));
  }
}

TEST_GROUP(CodePoint){};

TEST(CodePoint, is_what_utf8_writes) {
  for (const std::uint32_t point :
       {0u, 0x41u, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFDu, 0x10000u, 0x1F600u, 0x10FFFFu})
    LONGS_EQUAL(point, ost::base::code_point(ost::base::utf8_of(point)));
  LONGS_EQUAL(0, ost::base::code_point(""));
}
