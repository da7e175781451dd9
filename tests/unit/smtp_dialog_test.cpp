// SPDX-License-Identifier: MIT
#include "mail/smtp_dialog.hpp"

#include <utility>

#include <CppUTest/TestHarness.h>

using namespace ost;
using mail::SmtpDialog;
using mail::Verdict;

namespace {

using Lines =
    std::vector<std::pair<char, std::string>>;  // 'C' from the client, 'S' from the server

SmtpDialog after(std::size_t recipients, const Lines& lines) {
  SmtpDialog dialog(recipients);
  for (const auto& [side, line] : lines)
    side == 'C' ? dialog.sent(line + "\r\n") : dialog.received(line + "\r\n");
  return dialog;
}

const Lines kGreeting = {{'S', "220-hello"}, {'S', "220 there"},       {'C', "EHLO me"},
                         {'S', "250-me"},    {'S', "250 AUTH PLAIN"},  {'C', "AUTH PLAIN"},
                         {'S', "334 "},      {'C', "RCPT TO secrets"}, {'S', "235 fine"}};

Lines greeted(const Lines& more) {
  // The login's answer is any text at all, even one that looks like a command.
  Lines all = kGreeting;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

TEST_GROUP(SmtpDialog){};

TEST(SmtpDialog, gives_each_recipient_its_own_reply) {
  const auto outcome = after(3, {{'C', "MAIL FROM:<a@b>"},
                                 {'S', "250 OK"},
                                 {'C', "RCPT TO:<x@y>"},
                                 {'S', "250 OK"},
                                 {'C', "RCPT TO:<z@y>"},
                                 {'S', "550-5.1.1 no"},
                                 {'S', "550 such user"},
                                 {'C', "RCPT TO:<g@y>"},
                                 {'S', "451 later"},
                                 {'C', "DATA"},
                                 {'S', "354 go"},
                                 {'S', "250 taken"}})
                           .outcome();
  CHECK_TRUE(outcome.has_value());
  CHECK(outcome->recipients[0].verdict == Verdict::kAccepted);
  CHECK(outcome->recipients[1].verdict == Verdict::kPermanent);
  STRCMP_EQUAL("5.1.1 no such user", outcome->recipients[1].reply.c_str());
  CHECK(outcome->recipients[2].verdict == Verdict::kTemporary);
  LONGS_EQUAL(451, outcome->recipients[2].code);
}

TEST(SmtpDialog, has_no_outcome_before_the_message_was_judged) {
  CHECK_FALSE(after(1, {}).outcome().has_value());
  CHECK_FALSE(after(1, kGreeting).outcome().has_value());
  CHECK_FALSE(after(1, greeted({{'C', "MAIL FROM:<a@b>"}})).outcome().has_value());
  const SmtpDialog refused = after(1, {{'S', "554 no"}, {'C', "QUIT"}, {'S', "221 bye"}});
  CHECK_FALSE(refused.outcome().has_value());
  LONGS_EQUAL(554, refused.refusal());
}

TEST(SmtpDialog, takes_the_wish_for_a_login_for_no_judgement) {
  CHECK_FALSE(after(1, {{'C', "MAIL FROM:<a@b>"}, {'S', "530 login"}}).outcome().has_value());
  const auto at_recipients = after(
      1, {{'C', "MAIL FROM:<a@b>"}, {'S', "250 OK"}, {'C', "RCPT TO:<x@y>"}, {'S', "530 login"}});
  CHECK_FALSE(at_recipients.outcome().has_value());
}

TEST(SmtpDialog, counts_nothing_as_sent_that_was_not_confirmed) {
  const Lines start = {{'C', "MAIL FROM:<a@b>"}, {'S', "250 OK"}, {'C', "RCPT TO:<x@y>"}};
  for (const Lines& end :
       {Lines{}, Lines{{'S', "250 OK"}}, Lines{{'S', "250 OK"}, {'C', "DATA"}, {'S', "250 what"}},
        Lines{{'S', "250 OK"}, {'C', "DATA"}, {'S', "354 go"}},
        Lines{{'S', "250 OK"}, {'C', "DATA"}, {'S', "354 go"}, {'S', "250-"}},
        Lines{{'S', "250 OK"}, {'C', "DATA"}, {'S', "354 go"}, {'S', "xyz"}},
        Lines{{'S', "250 OK"}, {'C', "DATA"}, {'S', "354 go"}, {'S', "354 go"}},
        Lines{{'S', "999 OK"}}}) {
    Lines all = start;
    all.insert(all.end(), end.begin(), end.end());
    const auto outcome = after(1, all).outcome();
    CHECK_TRUE(outcome.has_value());
    CHECK(outcome->recipients[0].verdict == Verdict::kTemporary);
  }
}

TEST(SmtpDialog, keeps_little_of_a_reply_without_end) {
  Lines lines = {{'C', "MAIL FROM:<a@b>"}};
  for (int i = 0; i < 1000; ++i) lines.push_back({'S', "550-" + std::string(500, 'x')});
  lines.push_back({'S', "550 end"});
  const auto outcome = after(1, lines).outcome();
  CHECK_TRUE(outcome.has_value());
  CHECK(outcome->recipients[0].verdict == Verdict::kPermanent);
  CHECK(outcome->recipients[0].reply.size() <= 1001);
}
