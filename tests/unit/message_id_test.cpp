// SPDX-License-Identifier: MIT
#include "domain/notify/message_id.hpp"

#include "fakes/fake_random.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::make_message_id;
using domain::MessageTag;
using domain::read_message_id;

namespace {

constexpr char kSalt[] = "LabLabLabLabLabLabLabLabLab12345";

}  // namespace

TEST_GROUP(MessageId){};

TEST(MessageId, is_the_one_that_osticket_makes) {
  fakes::FakeRandom random({0, 1, 24, 61, 62});
  STRCMP_EQUAL("BCYFQPm-abz_=-BwAAAHARAQADAAAAVdsmE7Cs-support@lab.example",
               make_message_id({7, 70000, 3, 'U'}, "support@lab.example", kSalt, random).c_str());
}

TEST(MessageId, is_read_back_as_osticket_reads_it) {
  fakes::FakeRandom random({1, 2, 3});
  for (const MessageTag& tag :
       {MessageTag{0, 0, 0, '?'}, MessageTag{4294967295u, 1, 256, 'S'}, MessageTag{1, 2, 3, 'C'}}) {
    const std::string id = make_message_id(tag, "a-b@lab.example", kSalt, random);
    for (const std::string& form : {id, "<" + id + ">", " <" + id + "> "}) {
      const auto read = read_message_id(form, kSalt);
      CHECK_TRUE(read.has_value());
      LONGS_EQUAL(tag.person, read->person);
      LONGS_EQUAL(tag.entry, read->entry);
      LONGS_EQUAL(tag.thread, read->thread);
      LONGS_EQUAL(tag.kind, read->kind);
    }
  }
}

TEST(MessageId, is_foreign_when_anything_of_it_was_changed) {
  fakes::FakeRandom random({1, 2, 3});
  const std::string id = make_message_id({1, 2, 3, 'U'}, "desk@lab.example", kSalt, random);
  CHECK_FALSE(read_message_id(id, "another salt").has_value());
  const std::size_t signed_part = id.find("-desk");
  for (std::size_t i = 0; i < signed_part; ++i) {
    std::string changed = id;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    CHECK_FALSE(read_message_id(changed, kSalt).has_value());
  }
  for (const char* foreign :
       {"", "<>", "abc@example.com", "B", "B-", "B--", "B---", "Babcdef-abcde-AAAA-x@y"})
    CHECK_FALSE(read_message_id(foreign, kSalt).has_value());
}

TEST_GROUP(ReplyTag){};

TEST(ReplyTag, names_the_message_and_is_empty_where_quoted_text_stays) {
  STRCMP_EQUAL("<div style=\"display:none\" class=\"mid-Bx-y-z-a@b\">-- above --<br/><br/></div>",
               domain::reply_tag("Bx-y-z-a@b", "-- above --<br/><br/>").c_str());
  STRCMP_EQUAL("<div style=\"display:none\" class=\"mid-Bx\"></div>",
               domain::reply_tag("Bx", "").c_str());
}

TEST(ReplyTag, of_the_plain_text_is_its_last_line) {
  STRCMP_EQUAL("Hello\nRef-Mid: Bx\n", domain::with_reference("Hello \r\n\n", "Bx").c_str());
  STRCMP_EQUAL("\nRef-Mid: Bx\n", domain::with_reference(" \n", "Bx").c_str());
}

TEST_GROUP(TicketToken){};

TEST(TicketToken, is_the_one_that_osticket_makes) {
  const domain::TicketAccess access{5, 70000, "2026-01-02 03:04:05"};
  const std::string owner = "o1xauaaaadqceaqaqtqjUkOxagi+OA==";
  STRCMP_EQUAL(owner.c_str(),
               domain::ticket_token(access, domain::TicketReader::kOwner, kSalt).c_str());
  STRCMP_EQUAL(("c" + owner.substr(1)).c_str(),
               domain::ticket_token(access, domain::TicketReader::kCollaborator, kSalt).c_str());
  STRCMP_EQUAL("068e6e7c9c753fcf7970af7587d58604",
               domain::old_ticket_token(70000, "Jane@Ex.example", kSalt).c_str());
}
