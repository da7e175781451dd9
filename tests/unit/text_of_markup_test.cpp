// SPDX-License-Identifier: MIT
#include "domain/text/plain_text.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(TextOfMarkup){};

TEST(TextOfMarkup, breaks_lines_where_osticket_does) {
  struct {
    const char* html;
    const char* text;
  } const cases[] = {
      {"", ""},
      {"0", "0"},
      {"<p>One</p>\n<p>Two</p>", "One\n\nTwo\n\n"},
      {"<div>a</div>  \n <div>b</div>c", "a\nb\nc"},
      {"a<br>b<BR/>c<br />d<br  />e<br class=\"x\">f", "a\nb\nc\ndef"},
      {"<p>a</p >b", "ab"},
      {"<ul><li>one</li><li>two</li></ul>", "onetwo"},
      {"a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&nbsp;", "a & b <c> \"d\" &#39;e&nbsp;"},
      {"&amp;lt;b&amp;gt;", "&lt;b&gt;"},
      {"<!-- a > b -->shown", "shown"},
      {"<p title=\"a > b\">x</p>", "x\n\n"},
      {"<p title='it\"s'>x</p>", "x\n\n"},
      {"<?php echo 1; ?>x", "x"},
  };
  for (const auto& c : cases)
    STRCMP_EQUAL_TEXT(c.text, domain::text_of_markup(c.html).c_str(), c.html);
}

TEST(TextOfMarkup, keeps_what_begins_no_tag) {
  for (const char* text : {"1 < 2 and 3 > 2", "a <b and c", "x<y", "<3 love", "text <", "text </p",
                           "<!-- open", "<a href=\"x"})
    STRCMP_EQUAL(text, domain::text_of_markup(text).c_str());
  STRCMP_EQUAL("x<y and bold", domain::text_of_markup("x<y and <b>bold</b>").c_str());
}

TEST(TextOfMarkup, wraps_between_words_by_characters) {
  const std::string word = "\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4";  // nine
  std::string line = word;
  for (int i = 0; i < 8; ++i) line += " " + word;
  STRCMP_EQUAL((line + "\n" + word).c_str(), domain::wrap_lines(line + " " + word, 90).c_str());
  STRCMP_EQUAL("ab\ncd", domain::wrap_lines("ab cd", 2).c_str());
  STRCMP_EQUAL("ab\ncd\n\ne", domain::wrap_lines("ab\ncd\n\ne", 4).c_str());
}

TEST(TextOfMarkup, cuts_no_word) {
  const std::string link = "https://help.example/" + std::string(200, 'x');
  STRCMP_EQUAL(("see\n" + link + "\nfor more").c_str(),
               domain::text_of_markup("see " + link + " for more").c_str());
}

// A quadratic reader would not come back from these.
TEST(TextOfMarkup, reads_hostile_markup_in_linear_time) {
  for (const char* piece :
       {"<a", "<a \"", "<a '>", "<a \"x>", "<!--", "<", "\"<b>'", "<a<b \">\" "}) {
    std::string html;
    while (html.size() < 2'000'000) html += piece;
    CHECK_TRUE(domain::text_of_markup(html).size() <= html.size() * 2);
  }
}
