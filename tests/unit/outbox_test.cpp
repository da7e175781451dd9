// SPDX-License-Identifier: MIT
#include "db/tickets/outbox.hpp"
#include "domain/notify/queued_mail.hpp"
#include "fakes/fake_connection.hpp"
#include "fakes/fake_transport.hpp"
#include "fakes/service.hpp"
#include "httpd/mail_delivery.hpp"
#include "mail/message.hpp"

#include <CppUTest/TestHarness.h>

#include <algorithm>

using namespace ost;

namespace {

struct KeptLog final : base::Log {
  std::string lines;
  void write(base::LogLevel, const char* number, std::string_view line) noexcept override {
    lines += std::string(number) + " " + std::string(line) + "\n";
  }
};

/// The same ways for all: one, and on demand a mail program behind it.
struct Ways final : httpd::MailTransports {
  fakes::FakeTransport transport;
  std::optional<base::Error> fault;
  std::optional<fakes::FakeTransport> program;
  explicit Ways(std::vector<base::Result<mail::Outcome>> script) : transport(std::move(script)) {}
  base::Status refresh(db::Connection&) override { return {}; }
  std::vector<httpd::WayOut> ways_for(std::int64_t, const mail::Mailbox&) override {
    std::vector<httpd::WayOut> ways{{&transport, "1", {}, fault}};
    if (!program) return ways;
    ways[0].sender = mail::Mailbox{"", "own@e.example"};
    program->from_headers = true;
    ways.push_back({&*program, "0"});
    return ways;
  }
};

std::string a_mail() {
  domain::QueuedMail mail;
  mail.from = {"Support", "support@e.example"};
  mail.to = {{"Jane", "jane@x.example"}};
  mail.subject = "Hello";
  mail.text = "It rains.";
  return encode_mail(mail);
}

/// An outbox with two messages that are due, on a server that can skip locked rows.
struct Outbox {
  fakes::FakeConnection connection;
  fakes::FakePool pool{connection};
  fakes::FakeClock clock;
  KeptLog log;
  httpd::MailStatistics statistics{};
  std::atomic<bool> stop{false};
  mail::Libraries libraries;
  Ways ways;
  httpd::MailDelivery delivery;

  explicit Outbox(std::vector<base::Result<mail::Outcome>> script = {})
      : ways(std::move(script)), delivery(ways, {clock, log, statistics, stop}, {"me", {}}) {
    connection.rows["outbox.version"] = {{"10.11.6-MariaDB"}};
    connection.rows["outbox.due"] = {{"7"}, {"8"}};
    connection.rows["outbox.lock"] = {{"7"}, {"8"}};
    for (const char* id : {"7", "8"})
      connection.rows["outbox.claimed"].push_back(
          {id, "1", "0", "1000000000", "id@e.example", R"(["jane@x.example"])", a_mail()});
  }
  std::string happened() {
    const auto taken = delivery.send_due(pool);
    return taken ? fakes::joined(connection.log) : taken.error().detail;
  }
  std::string sent_sql(const char* part) const {
    for (const std::string& sql : connection.sent)
      if (sql.find(part) != std::string::npos) return sql;
    return "";
  }
};

mail::Outcome reply(mail::Verdict verdict, int code) {
  mail::Outcome outcome;
  outcome.recipients = {{verdict, code, "jane@x.example is away"}};
  return outcome;
}

void check_has(const std::string& text, const char* part) {
  CHECK_TEXT(text.find(part) != std::string::npos, text.c_str());
}

}  // namespace

TEST_GROUP(OutboxDelivery){};

TEST(OutboxDelivery, claims_sends_and_marks_one_after_the_other) {
  Outbox outbox;
  STRCMP_EQUAL(
      "outbox.version outbox.due begin outbox.lock outbox.claim commit outbox.claimed "
      "outbox.sent outbox.sent",
      outbox.happened().c_str());
  LONGS_EQUAL(2, outbox.ways.transport.sent.size());
  STRCMP_EQUAL("support@e.example", outbox.ways.transport.sent[0].envelope.sender.c_str());
  check_has(outbox.ways.transport.sent[0].message, "Message-ID: <id@e.example>");
  LONGS_EQUAL(2, outbox.statistics.sent);
  LONGS_EQUAL(0, outbox.pool.held);
}

TEST(OutboxDelivery, names_the_mail_that_is_answered) {
  Outbox outbox;
  domain::QueuedMail mail = *domain::decode_mail(a_mail());
  mail.answers = {12, 14, 0};
  outbox.connection.rows["outbox.claimed"][0][6] = encode_mail(mail);
  for (const char* id : {"<last@x.example>", " last@x.example"}) {
    outbox.connection.rows["template_data.last_mail"] = {{id}};
    check_has(outbox.happened(), "template_data.last_mail outbox.sent outbox.sent");
    const std::string& text = outbox.ways.transport.sent.end()[-2].message;
    check_has(text, "In-Reply-To: <last@x.example>\r\nReferences: <last@x.example>\r\n");
  }
}

TEST(OutboxDelivery, claims_by_an_update_where_the_server_cannot_skip_locks) {
  for (const char* version : {"10.5.20-MariaDB", "5.7.44"}) {
    Outbox outbox;
    outbox.connection.rows["outbox.version"] = {{version}};
    STRCMP_EQUAL("outbox.version outbox.due outbox.claim outbox.claimed outbox.sent outbox.sent",
                 outbox.happened().c_str());
  }
}

TEST(OutboxDelivery, leaves_to_others_what_they_are_claiming) {
  Outbox outbox;
  outbox.connection.rows["outbox.lock"].clear();
  STRCMP_EQUAL("outbox.version outbox.due begin outbox.lock rollback", outbox.happened().c_str());
}

TEST(OutboxDelivery, asks_one_question_while_nothing_is_due) {
  Outbox outbox;
  outbox.connection.rows["outbox.due"].clear();
  STRCMP_EQUAL("outbox.version outbox.due", outbox.happened().c_str());
  outbox.connection.log.clear();
  STRCMP_EQUAL("outbox.due", outbox.happened().c_str());
}

TEST(OutboxDelivery, tries_again_later_and_logs_no_address) {
  Outbox outbox({reply(mail::Verdict::kTemporary, 451)});
  check_has(outbox.happened(), "outbox.retry outbox.sent");
  check_has(outbox.sent_sql("INTERVAL 60 SECOND"), "jane@x.example: 451 jane@x.example is away");
  STRCMP_EQUAL(
      "OSTR0016 mail 7 was not sent: refused with 451; attempt 1, the next one in 60 seconds\n",
      outbox.log.lines.c_str());
  LONGS_EQUAL(1, outbox.statistics.postponed);
}

TEST(OutboxDelivery, keeps_what_was_refused_for_good_as_failed) {
  Outbox outbox({reply(mail::Verdict::kPermanent, 550)});
  check_has(outbox.happened(), "outbox.failed outbox.sent");
  LONGS_EQUAL(1, outbox.statistics.given_up);
}

TEST(OutboxDelivery, does_not_knock_at_a_closed_door_for_each_message) {
  Outbox outbox({base::Error{base::Errc::kUnavailable, "", "it cannot be reached", {}}});
  check_has(outbox.happened(), "outbox.retry outbox.retry");
  LONGS_EQUAL(1, outbox.ways.transport.sent.size());
  STRCMP_EQUAL(
      "OSTR0016 mail 7 was not sent: it cannot be reached; attempt 1, the next one in 60 seconds\n",
      outbox.log.lines.c_str());
}

TEST(OutboxDelivery, postpones_mail_of_an_account_whose_login_cannot_be_used) {
  Outbox outbox;
  outbox.ways.fault = base::Error{base::Errc::kUnavailable, "", "the token has run out", {}};
  check_has(outbox.happened(), "outbox.retry outbox.retry");
  LONGS_EQUAL(0, outbox.ways.transport.sent.size());
}

TEST(OutboxDelivery, takes_the_next_way_out_where_one_is_closed) {
  Outbox outbox({base::Error{base::Errc::kUnavailable, "", "it cannot be reached", {}}});
  outbox.ways.program.emplace();
  check_has(outbox.happened(), "outbox.sent outbox.sent");
  LONGS_EQUAL(1, outbox.ways.transport.sent.size());
  LONGS_EQUAL(2, outbox.ways.program->sent.size());
  const auto& sent = outbox.ways.program->sent[0];
  STRCMP_EQUAL("support@e.example", sent.envelope.sender.c_str());
  CHECK_TEXT(sent.message.find("own@e.example") == std::string::npos, sent.message.c_str());
  STRCMP_EQUAL("OSTR0110 mail takes the next way out for 30 seconds: it cannot be reached\n",
               outbox.log.lines.c_str());
}

TEST(OutboxDelivery, takes_the_next_way_out_where_a_login_cannot_be_used) {
  Outbox outbox;
  outbox.ways.fault = base::Error{base::Errc::kUnavailable, "", "the token has run out", {}};
  outbox.ways.program.emplace();
  check_has(outbox.happened(), "outbox.sent outbox.sent");
  LONGS_EQUAL(0, outbox.ways.transport.sent.size());
  LONGS_EQUAL(2, outbox.ways.program->sent.size());
}

TEST(OutboxDelivery, takes_the_next_way_out_only_for_whom_the_first_one_refused) {
  mail::Outcome two;
  two.recipients = {{mail::Verdict::kAccepted, 250, ""}, {mail::Verdict::kPermanent, 554, "no"}};
  Outbox outbox({two});
  outbox.ways.program.emplace();
  domain::QueuedMail mail = *domain::decode_mail(a_mail());
  mail.cc = {{"Max", "max@x.example"}};
  outbox.connection.rows["outbox.claimed"].resize(1);
  outbox.connection.rows["outbox.claimed"][0][5] = R"(["jane@x.example","max@x.example"])";
  outbox.connection.rows["outbox.claimed"][0][6] = encode_mail(mail);
  check_has(outbox.happened(), "outbox.sent");
  const std::string& text = outbox.ways.program->sent[0].message;
  check_has(text, "Cc: Max <max@x.example>");
  CHECK_TEXT(text.find("jane@x.example") == std::string::npos, text.c_str());
}

TEST(OutboxDelivery, leaves_what_may_be_taken_later_to_the_same_way) {
  Outbox outbox({reply(mail::Verdict::kTemporary, 451), reply(mail::Verdict::kTemporary, 0)});
  outbox.ways.program.emplace();
  check_has(outbox.happened(), "outbox.retry outbox.retry");
  LONGS_EQUAL(0, outbox.ways.program->sent.size());
}

TEST(OutboxDelivery, gives_claims_back_when_it_has_to_end) {
  Outbox outbox;
  outbox.stop = true;
  check_has(outbox.happened(), "outbox.claimed outbox.release");
  check_has(outbox.sent_sql("SET claimed_by = '',"), "WHERE id IN (7,8)");
  LONGS_EQUAL(0, outbox.ways.transport.sent.size());
}

TEST(OutboxDelivery, repeats_nothing_that_was_sent_while_the_database_was_away) {
  Outbox outbox;
  outbox.connection.errors["outbox.sent"] = base::unavailable("away");
  STRCMP_EQUAL("away", outbox.happened().c_str());
  LONGS_EQUAL(1, outbox.ways.transport.sent.size());
  outbox.connection.errors.clear();
  outbox.connection.log.clear();
  outbox.connection.rows["outbox.due"].clear();
  STRCMP_EQUAL("outbox.sent outbox.release_owner outbox.due", outbox.happened().c_str());
  check_has(outbox.sent_sql("state = 'sent'"), "id = 7");
}

TEST(OutboxDelivery, catches_up_without_being_asked_to_send) {
  Outbox outbox;
  CHECK_TRUE(outbox.delivery.catch_up(outbox.pool).ok());
  LONGS_EQUAL(0, outbox.pool.leases);
  outbox.connection.errors["outbox.sent"] = base::unavailable("away");
  STRCMP_EQUAL("away", outbox.happened().c_str());
  outbox.connection.errors.clear();
  outbox.connection.log.clear();
  CHECK_TRUE(outbox.delivery.catch_up(outbox.pool).ok());
  CHECK_TRUE(outbox.delivery.catch_up(outbox.pool).ok());
  STRCMP_EQUAL("outbox.sent outbox.release_owner", fakes::joined(outbox.connection.log).c_str());
}

TEST(OutboxDelivery, asks_again_a_few_times_where_others_are_in_the_way) {
  for (const char* label : {"outbox.claim", "outbox.sent"}) {
    Outbox outbox;
    outbox.connection.errors[label] = {base::Errc::kRetryTransaction, "", "deadlock", {}};
    STRCMP_EQUAL("deadlock", outbox.happened().c_str());
    const auto& log = outbox.connection.log;
    LONGS_EQUAL(4, std::count(log.begin(), log.end(), label));
  }
}

TEST(OutboxDelivery, fails_a_row_that_is_no_message_and_one_to_no_address) {
  Outbox outbox;
  outbox.connection.rows["outbox.claimed"][0][6] = "nonsense";
  outbox.connection.rows["outbox.claimed"][1][5] = R"(["nobody"])";
  outbox.connection.rows["outbox.claimed"].push_back(outbox.connection.rows["outbox.claimed"][1]);
  outbox.connection.rows["outbox.claimed"][2][5] = "[]";
  check_has(outbox.happened(), "outbox.failed outbox.failed outbox.failed");
  LONGS_EQUAL(0, outbox.ways.transport.sent.size());
}

TEST(OutboxDelivery, goes_on_without_a_file_that_is_not_in_the_database) {
  Outbox outbox;
  domain::QueuedMail mail = *domain::decode_mail(a_mail());
  mail.attachments = {{3, "a.pdf"}};
  outbox.connection.rows["outbox.claimed"].resize(1);
  outbox.connection.rows["outbox.claimed"][0][6] = encode_mail(mail);
  outbox.connection.rows["outbox.file_by_id"] = {{"3", "S", "application/pdf", "a.pdf"}};
  check_has(outbox.happened(), "outbox.file_by_id outbox.sent");
  check_has(outbox.log.lines, "OSTR0015 mail 7 goes without 1 of its files");
}

TEST(OutboxDelivery, attaches_files_under_the_names_they_have_there) {
  Outbox outbox;
  domain::QueuedMail mail = *domain::decode_mail(a_mail());
  mail.attachments = {{3, "b.txt"}};
  outbox.connection.rows["outbox.claimed"].resize(1);
  outbox.connection.rows["outbox.claimed"][0][6] = encode_mail(mail);
  outbox.connection.rows["outbox.file_by_id"] = {{"3", "D", "text/plain", "a.txt"}};
  outbox.connection.rows["outbox.chunks"] = {{"SGVs"}, {"bG8="}};
  outbox.happened();
  check_has(outbox.ways.transport.sent[0].message, "b.txt");
  check_has(outbox.ways.transport.sent[0].message, "Hello");
}
