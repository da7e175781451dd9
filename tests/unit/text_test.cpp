// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "base/regex.hpp"
#include "domain/text/plain_text.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost::base;
using namespace ost::domain;

TEST_GROUP(Text){};

TEST(Text, is_trimmed_and_split) {
  CHECK(trim(" \t\n a b \r\n") == "a b");
  CHECK(trim("   ").empty());
  LONGS_EQUAL(3, split("a,,b", ',').size());
  LONGS_EQUAL(1, split("", ',').size());
}

TEST(Text, compares_without_case_in_ascii_only) {
  CHECK_TRUE(equal_ignoring_case("Straße", "sTRAßE"));
  CHECK_FALSE(equal_ignoring_case("É", "é"));
}

TEST_GROUP(Utf8){};

TEST(Utf8, is_told_from_what_is_not) {
  for (const char* good : {"", "a", "é", "打", "😀", "\xF4\x8F\xBF\xBF", "\xEE\x80\x80"})
    CHECK_TRUE(is_utf8(good));
  for (const char* bad : {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
                          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "a\xFF", "\xE6\x89"})
    CHECK_FALSE(is_utf8(bad));
}

TEST(Utf8, is_repaired_byte_by_byte) {
  STRCMP_EQUAL(
      "a\xEF\xBF\xBD"
      "b\xEF\xBF\xBD",
      repair_utf8("a\xFF"
                  "b\xC3")
          .c_str());
  LONGS_EQUAL(3, count_characters("aé打"));
}

TEST_GROUP(PlainText){};

TEST(PlainText, loses_tags_as_php_takes_them_away) {
  STRCMP_EQUAL("Jane Roe", plain_text("Jane <b>Roe").c_str());
  STRCMP_EQUAL("a < b", strip_tags("a < b").c_str());
  STRCMP_EQUAL("a ", strip_tags("a <b").c_str());
  STRCMP_EQUAL("x", strip_tags("<a href=\">\">x</a>").c_str());
  STRCMP_EQUAL("ab", strip_tags("a<!-- > -->b").c_str());
}

TEST(PlainText, is_indexed_with_the_first_of_each_white_space) {
  STRCMP_EQUAL(
      "a\nb c\u00A0"
      "d",
      searchable_text("  a\n\n b c\u00A0 \td\n").c_str());
  STRCMP_EQUAL("a b c", collapse_white_space("a\u00A0\n b\u2003"
                                             "c")
                            .c_str());
}

TEST(Utf8, is_cut_between_characters) {
  CHECK(first_characters("aé打b", 3) == "aé打");
  CHECK(first_characters("é", 5) == "é");
  CHECK(first_characters("é", 0).empty());
}

TEST(PlainText, loses_pictographs) {
  STRCMP_EQUAL("ab", strip_emoticons("a😀b🚀☎"[0] ? "a😀b🚀" : "").c_str());
  STRCMP_EQUAL("é打 ", strip_emoticons("é打 ✂").c_str());
}

TEST(PlainText, decodes_and_encodes_special_characters) {
  STRCMP_EQUAL("<a> & \"b\" &#039;",
               decode_special_characters("&lt;a&gt; &amp; &quot;b&quot; &#039;").c_str());
  STRCMP_EQUAL("&lt;a&gt; &amp; &eacute; &#12; &amp;x &amp;;",
               encode_special_characters("<a> & &eacute; &#12; &x &;").c_str());
}

TEST_GROUP(PregMatch){};

TEST(PregMatch, takes_phps_delimiters_and_modifiers) {
  CHECK_TRUE(*preg_match("/^order\\s+#\\d+/i", "Order #12"));
  CHECK_FALSE(*preg_match("/^order/", "Order"));
  CHECK_TRUE(*preg_match("{a+}", "baa"));
  CHECK_TRUE(*preg_match("#É#iu", "é"));
}

TEST(PregMatch, says_nothing_of_a_pattern_it_cannot_use) {
  for (const char* pattern : {"", "/", "abc", "/(/", "/a/k", "/a", "\\a\\"})
    CHECK_FALSE(preg_match(pattern, "a").has_value());
}

TEST(PregMatch, ends_for_a_pattern_that_backtracks_forever) {
  const std::string subject(40, 'a');
  CHECK_FALSE(preg_match("/^(a+)+$/", subject + "!").value_or(false));
}
