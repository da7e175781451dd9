// SPDX-License-Identifier: MIT
#include "base/unicode.hpp"

#include <string>

#include <CppUTest/TestHarness.h>

using ost::base::compose;

TEST_GROUP(Unicode){};

TEST(Unicode, puts_letters_and_accents_together) {
  STRCMP_EQUAL("\xC3\xA9t\xC3\xA9", compose("e\xCC\x81te\xCC\x81").c_str());
  STRCMP_EQUAL("\xEA\xB0\x81", compose("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8").c_str());
  STRCMP_EQUAL("\xC3\x85", compose("\xE2\x84\xAB").c_str());
  STRCMP_EQUAL("plain \xE6\x89\x93", compose("plain \xE6\x89\x93").c_str());
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
