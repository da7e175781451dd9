// SPDX-License-Identifier: MIT
#include "api/write/change_body.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;

TEST_GROUP(ChangeBody){};

TEST(ChangeBody, is_read_into_a_value) {
  const auto change = *api::parse_change(
      R"({"status_id":3,"topic_id":"2","dept_id":4,"source":"Web","is_answered":1,
          "is_overdue":false,"comments":"why","alert":false,"keep_referral":true,"due":"2031-01-01",
          "impact":"high","user_id":6,"sla_id":1,"priority_id":2})");
  LONGS_EQUAL(3, *change.status_id);
  LONGS_EQUAL(2, *change.topic_id);
  LONGS_EQUAL(4, *change.dept_id);
  STRCMP_EQUAL("Web", change.source->c_str());
  CHECK_TRUE(*change.is_answered);
  CHECK_FALSE(*change.is_overdue);
  STRCMP_EQUAL("why", change.comments.c_str());
  CHECK_FALSE(change.alert);
  CHECK_TRUE(change.keep_referral);
  STRCMP_EQUAL("2031-01-01", change.due->c_str());
  LONGS_EQUAL(6, *change.user_id);
  LONGS_EQUAL(1, *change.sla_id);
  LONGS_EQUAL(2, *change.priority_id);
  STRCMP_EQUAL("impact", change.fields.at(0).name.c_str());
}

TEST(ChangeBody, releases_by_nothing_and_by_null) {
  const auto change = *api::parse_change(R"({"staff_id":null,"team_id":0})");
  LONGS_EQUAL(0, *change.staff_id);
  LONGS_EQUAL(0, *change.team_id);
}

TEST(ChangeBody, clears_a_date_and_a_field_by_null) {
  const auto change = *api::parse_change(R"({"due":null,"impact":null})");
  STRCMP_EQUAL("", change.due->c_str());
  CHECK_TRUE(change.fields.at(0).value.is_null());
}

TEST(ChangeBody, needs_something_to_change_of_the_right_type) {
  for (const char* body :
       {"{}", R"({"number":"x"})", R"({"comments":"x"})", R"({"alert":true})",
        R"({"subject":null})", R"({"status_id":null})", R"({"status_id":"open"})",
        R"({"staff_id":-1})", R"({"is_answered":"yes"})", R"({"status_id":1,"comments":[]})",
        R"({"status_id":1,"alert":"x"})", R"({"due":{}})", R"({"source":true})"})
    CHECK_TEXT(api::parse_change(body).error().code == Errc::kInvalidFields, body);
}

TEST(ChangeBody, may_be_a_whole_ticket_as_get_gave_it) {
  const auto change = *api::parse_change(
      R"({"id":3,"number":"1","subject":"s","status":"Open","status_id":1,"dept_id":2,
          "priority_id":2,"topic_id":null,"created":null,"updated":null,"user_email":null,
          "user_name":null,"responses":[]})");
  LONGS_EQUAL(1, *change.status_id);
  CHECK_FALSE(change.topic_id.has_value());
  LONGS_EQUAL(2, *change.dept_id);
  LONGS_EQUAL(1, change.fields.size());
}

TEST_GROUP(ReferralBody){};

TEST(ReferralBody, names_one_whom_the_ticket_is_referred_to) {
  const auto referral = *api::parse_referral(R"({"team_id":4,"comments":"look"})");
  CHECK_EQUAL('E', referral.to.type);
  LONGS_EQUAL(4, referral.to.id);
  STRCMP_EQUAL("look", referral.comments.c_str());
  for (const char* body :
       {"{}", R"({"team_id":4,"staff_id":1})", R"({"staff_id":"x"})", R"({"staff_id":1,"x":1})"})
    CHECK_TEXT(!api::parse_referral(body).ok(), body);
}
