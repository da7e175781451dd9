// SPDX-License-Identifier: MIT
#include "api/body.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;

namespace {

constexpr char kWhole[] = R"({"email":"a@b.example","subject":"S","message":"M")";

std::string with(const char* more) {
  return std::string(kWhole) + more + "}";
}

}  // namespace

TEST_GROUP(NewTicketBody){};

TEST(NewTicketBody, is_read_into_a_value) {
  const auto ticket = *api::parse_new_ticket(
      with(R"(,"name":"N","topic_id":"7","priority":4,"alert":0,"autorespond":true,"steps":"x")"));
  STRCMP_EQUAL("a@b.example", ticket.email.c_str());
  STRCMP_EQUAL("N", ticket.name->c_str());
  LONGS_EQUAL(7, *ticket.topic_id);
  LONGS_EQUAL(4, *ticket.priority_id);
  CHECK_FALSE(*ticket.alert);
  CHECK_TRUE(*ticket.autorespond);
  LONGS_EQUAL(1, ticket.fields.size());
}

TEST(NewTicketBody, names_what_is_missing) {
  const auto ticket = api::parse_new_ticket(R"({"message":"M","subject":" \n"})");
  CHECK(ticket.error().code == Errc::kMissingFields);
  STRCMP_EQUAL("Missing required fields: email, subject", ticket.error().message.c_str());
}

TEST(NewTicketBody, that_is_no_object_is_refused) {
  for (const char* body : {"", "{", "[]", "1", "null", "\"x\"", "{} x", R"({"a":1,"a":2})",
                           R"({"a":"\u0000"})", R"({"a":"\ud800"})", "{'a':1}", "{\"a\":1e999}"})
    CHECK_TEXT(api::parse_new_ticket(body).error().code == Errc::kInvalidJson, body);
}

TEST(NewTicketBody, that_is_nested_too_deep_is_refused) {
  std::string deep = "{\"a\":";
  for (int i = 0; i < 100000; ++i) deep += "[";
  CHECK(api::parse_new_ticket(deep).error().code == Errc::kInvalidJson);
}

TEST(NewTicketBody, with_a_value_of_the_wrong_type_is_refused) {
  for (const char* more :
       {R"(,"topic_id":-1)", R"(,"topic_id":"7x")", R"(,"topic_id":1.5)", R"(,"alert":"yes")",
        R"(,"name":5)", R"(,"priority":[])", R"(,"source":{})", R"(,"topic_id":4294967296)"})
    CHECK_TEXT(api::parse_new_ticket(with(more)).error().code == Errc::kInvalidFields, more);
}

TEST(NewTicketBody, with_bytes_that_are_not_utf8_names_the_field) {
  const auto ticket =
      api::parse_new_ticket("{\"email\":\"a@b.example\",\"subject\":\"\xFF\",\"message\":\"M\"}");
  CHECK(ticket.error().code == Errc::kInvalidFields);
  STRCMP_EQUAL("subject", ticket.error().fields.at(0).field.c_str());
}

TEST(NewTicketBody, takes_null_for_not_given) {
  CHECK_FALSE(api::parse_new_ticket(with(R"(,"topic_id":null)"))->topic_id.has_value());
}

TEST_GROUP(ChangeBody){};

TEST(ChangeBody, is_read_into_a_value) {
  const auto change = *api::parse_change(R"({"status_id":3,"topic_id":"2"})");
  LONGS_EQUAL(3, *change.status_id);
  LONGS_EQUAL(2, *change.topic_id);
}

TEST(ChangeBody, needs_something_to_change_and_knows_what_that_may_be) {
  for (const char* body : {"{}", R"({"subject":"x"})", R"({"status_id":3,"x":1})",
                           R"({"status_id":null})", R"({"status_id":"open"})"})
    CHECK_TEXT(api::parse_change(body).error().code == Errc::kInvalidFields, body);
}
