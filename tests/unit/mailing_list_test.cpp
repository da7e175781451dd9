// SPDX-License-Identifier: MIT
#include "domain/notify/mailing_list.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(MailingList) {
  domain::HelpDesk desk;
  domain::MailingList list;

  static db::UserRow user(std::int64_t id, const char* name) {
    return db::UserRow{id, id, name, 0, 0, std::string(name) + "@x.example"};
  }
  static db::ParticipantRow copy(std::int64_t row_id, std::int64_t user_id, const char* name) {
    return db::ParticipantRow{row_id, true, user(user_id, name)};
  }
};

TEST(MailingList, of_nobody_leaves_no_trace) {
  CHECK_FALSE(domain::recipients_json(desk, list).has_value());
  LONGS_EQUAL(0, domain::recipients_flag(list));
}

TEST(MailingList, names_the_owner_by_his_id) {
  list.owner = user(7, "jane");
  STRCMP_EQUAL("{\"to\":{\"7\":\"jane <jane@x.example>\"}}",
               domain::recipients_json(desk, list)->c_str());
  LONGS_EQUAL(0x200, domain::recipients_flag(list));
}

TEST(MailingList, names_collaborators_by_their_rows) {
  list.owner = user(7, "jane");
  list.collaborators = {copy(31, 8, "ann"), copy(30, 9, "bob")};
  STRCMP_EQUAL(
      "{\"to\":{\"7\":\"jane <jane@x.example>\"},"
      "\"cc\":{\"31\":\"ann <ann@x.example>\",\"30\":\"bob <bob@x.example>\"}}",
      domain::recipients_json(desk, list)->c_str());
  LONGS_EQUAL(0x100, domain::recipients_flag(list));
}

TEST(MailingList, of_one_collaborator_alone_is_of_one) {
  list.collaborators = {copy(31, 8, "ann")};
  STRCMP_EQUAL("{\"cc\":{\"31\":\"ann <ann@x.example>\"}}",
               domain::recipients_json(desk, list)->c_str());
  LONGS_EQUAL(0x200, domain::recipients_flag(list));
}
