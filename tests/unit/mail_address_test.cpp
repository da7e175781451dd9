// SPDX-License-Identifier: MIT
#include "mail/message.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(MailAddress){};

TEST(MailAddress, is_written_as_mail_servers_know_it) {
  struct Case {
    const char* given;
    const char* ascii;
  };
  for (const Case& c :
       {Case{"a@b", "a@b"}, Case{"jane.doe+x@Ex.example", "jane.doe+x@Ex.example"},
        Case{"anna@münchen.example", "anna@xn--mnchen-3ya.example"},
        Case{"a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"},
        Case{"john doe@ex.example", "\"john doe\"@ex.example"},
        Case{"\"john doe\"@ex.example", "\"john doe\"@ex.example"},
        Case{"\"plain\"@ex.example", "plain@ex.example"},
        Case{"a,b@ex.example", "\"a,b\"@ex.example"},
        Case{"a\"b\\c@ex.example", "\"a\\\"b\\\\c\"@ex.example"},
        Case{"\"a@b\"@ex.example", "\"a@b\"@ex.example"},
        Case{"a@b@ex.example", "\"a@b\"@ex.example"},
        Case{"a..b@ex.example", "\"a..b\"@ex.example"},
        Case{"<a>@ex.example", "\"<a>\"@ex.example"}, Case{"a@[192.0.2.1]", "a@[192.0.2.1]"},
        Case{"a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]"}}) {
    const auto address = mail::ascii_address(c.given);
    CHECK_TRUE_TEXT(address.ok(), c.given);
    STRCMP_EQUAL(c.ascii, address->c_str());
  }
}

TEST(MailAddress, without_such_a_form_is_refused) {
  using namespace std::string_literals;
  for (const std::string& wrong : {""s,
                                   "@"s,
                                   "a@"s,
                                   "@b"s,
                                   "a"s,
                                   "jörg@ex.example"s,
                                   "a@b..c"s,
                                   "a@.b"s,
                                   "a@b."s,
                                   "a@-b"s,
                                   "a@b c"s,
                                   "a@b>"s,
                                   "a@b,c@d,"s,
                                   "a\r\n@b"s,
                                   "a@b\r\nx"s,
                                   "a\0@b"s,
                                   "a@b\0c"s,
                                   "a@\xFF"s,
                                   "\"a\"b\"@c"s,
                                   "\"a\\\"@c"s,
                                   "\"\"@c"s,
                                   "a@[]"s,
                                   "a@[<>]"s,
                                   "a@[1.2.3.4"s,
                                   "a@" + std::string(64, 'x'),
                                   std::string(320, 'a') + "@b",
                                   "a@ü" + std::string(300, 'x')})
    CHECK_FALSE_TEXT(mail::ascii_address(wrong).ok(), wrong.c_str());
}
