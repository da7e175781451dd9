// SPDX-License-Identifier: MIT
#include "domain/notify/queued_mail.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(QueuedMail){};

TEST(QueuedMail, is_the_same_when_it_is_read_again) {
  domain::QueuedMail mail;
  mail.from = {"Support", "support@e.example"};
  mail.to = {{"Jane", "jane@x.example"}};
  mail.subject =
      "Gr\xC3\xBC\xC3\x9F"
      "e \xF0\x9F\x98\x80";
  mail.html = "<p>\"It\" rains.</p>";
  mail.kind = domain::MailKind::kNotice;
  mail.answers = {1, 2, 3};
  mail.cc = {{"", "c@x.example"}};
  mail.attachments = {{5, "f.png"}};
  mail.inline_keys = {"abc"};
  const std::string text = encode_mail(mail);
  for (const char c : text) CHECK_TRUE(c > 0);
  STRCMP_EQUAL(text.c_str(), encode_mail(*domain::decode_mail(text)).c_str());
  STRCMP_EQUAL("<p>\"It\" rains.</p>", domain::decode_mail(text)->html->c_str());
}

TEST(QueuedMail, is_nothing_where_the_text_is_none) {
  for (const char* text : {"", "[]", "{}", R"({"from":[["a"]]})", R"({"from":[]})"})
    CHECK_FALSE(domain::decode_mail(text).has_value());
}
