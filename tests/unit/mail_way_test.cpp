// SPDX-License-Identifier: MIT
#include "httpd/mail_way.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using httpd::MailWay;

TEST_GROUP(MailWay){};

TEST(MailWay, is_what_the_directive_says) {
  CHECK_TRUE(MailWay::Kind::kOff == httpd::read_mail_way("Off", "")->kind);
  CHECK_TRUE(MailWay::Kind::kOsTicket == httpd::read_mail_way("osticket", "")->kind);
  STRCMP_EQUAL("/bin/a", httpd::read_mail_way("osticket", "/bin/a")->program[0].c_str());
  const auto server = httpd::read_mail_way("smtp://mail.e.example:587", "");
  STRCMP_EQUAL("mail.e.example", server->server.host.c_str());
  LONGS_EQUAL(587, server->server.port);
  CHECK_TRUE(mail::Tls::kStartTls == server->server.tls);
  const auto program = httpd::read_mail_way("sendmail", "/bin/a  -b c");
  LONGS_EQUAL(3, program->program.size());
  STRCMP_EQUAL("/usr/sbin/sendmail", httpd::read_mail_way("sendmail", "")->program[0].c_str());
}

TEST(MailWay, is_refused_where_it_is_none) {
  for (const char* word : {"", "on", "smtp://", "smtp://a", "smtp://:25", "smtp://a:0",
                           "smtp://a:70000", "smtp://a:2x", "smtp://a/b:25", "smtp://u@a:25"})
    CHECK_FALSE(httpd::read_mail_way(word, "").has_value());
  CHECK_FALSE(httpd::read_mail_way("off", "/bin/a").has_value());
}
