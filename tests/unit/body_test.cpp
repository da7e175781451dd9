// SPDX-License-Identifier: MIT
#include "api/write/body.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;

namespace {

constexpr char kWhole[] = R"({"email":"a@b.example","subject":"S","message":"M")";

base::Result<domain::NewTicket> read_ticket(std::string body) {
  api::Submission submission;
  submission.json = std::move(body);
  return api::parse_new_ticket(std::move(submission));
}

std::string with(const char* more) {
  return std::string(kWhole) + more + "}";
}

}  // namespace

TEST_GROUP(NewTicketBody){};

TEST(NewTicketBody, is_read_into_a_value) {
  const auto ticket = *read_ticket(
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
  const auto ticket = read_ticket(R"({"message":"M","subject":" \n"})");
  CHECK(ticket.error().code == Errc::kMissingFields);
  STRCMP_EQUAL("Missing required fields: email, subject", ticket.error().message.c_str());
}

TEST(NewTicketBody, that_is_no_object_is_refused) {
  for (const char* body : {"", "{", "[]", "1", "null", "\"x\"", "{} x", R"({"a":1,"a":2})",
                           R"({"a":"\u0000"})", R"({"a":"\ud800"})", "{'a':1}", "{\"a\":1e999}"})
    CHECK_TEXT(read_ticket(body).error().code == Errc::kInvalidJson, body);
}

TEST(NewTicketBody, that_is_nested_too_deep_is_refused) {
  std::string deep = "{\"a\":";
  for (int i = 0; i < 100000; ++i) deep += "[";
  CHECK(read_ticket(deep).error().code == Errc::kInvalidJson);
}

TEST(NewTicketBody, with_a_value_of_the_wrong_type_is_refused) {
  for (const char* more :
       {R"(,"topic_id":-1)", R"(,"staff_id":"7x")", R"(,"topic_id":1.5)", R"(,"alert":"yes")",
        R"(,"name":true)", R"(,"priority":[])", R"(,"source":{})", R"(,"topic_id":4294967296)"})
    CHECK_TEXT(read_ticket(with(more)).error().code == Errc::kInvalidFields, more);
}

TEST(NewTicketBody, with_bytes_that_are_not_utf8_names_the_field) {
  const auto ticket =
      read_ticket("{\"email\":\"a@b.example\",\"subject\":\"\xFF\",\"message\":\"M\"}");
  CHECK(ticket.error().code == Errc::kInvalidFields);
  STRCMP_EQUAL("subject", ticket.error().fields.at(0).field.c_str());
}

TEST(NewTicketBody, takes_null_for_not_given) {
  CHECK_FALSE(read_ticket(with(R"(,"topic_id":null)"))->topic_id.has_value());
}

TEST(NewTicketBody, takes_what_forms_and_loosely_typed_clients_send) {
  const auto ticket =
      *read_ticket(with(R"(,"topic_id":"","priority":3.0,"name":12,"attachments":[],"alert":1.0)"));
  CHECK_FALSE(ticket.topic_id.has_value());
  LONGS_EQUAL(3, *ticket.priority_id);
  STRCMP_EQUAL("12", ticket.name->c_str());
  CHECK_TRUE(*ticket.alert);
  LONGS_EQUAL(0, ticket.fields.size());
  LONGS_EQUAL(0, ticket.warnings.size());
}

TEST(NewTicketBody, names_the_second_of_two_priorities) {
  const auto ticket = *read_ticket(with(R"(,"priority_id":4,"priority":2)"));
  LONGS_EQUAL(2, *ticket.priority_id);
  STRCMP_EQUAL("priority_id: not used, as priority is given too", ticket.warnings.at(0).c_str());
  CHECK_TRUE(read_ticket(with(R"(,"priority_id":2,"priority":2)"))->warnings.empty());
}

TEST(NewTicketBody, may_bring_files_as_members_and_as_parts) {
  api::Submission submission;
  submission.json = with(
      R"(,"attachments":[{"a.txt":"data:,x"},{"b.txt":"data:,x","c":"y"},{"name":"d","data":"eA==","z":1}])");
  submission.files.push_back({"e.txt", "", "", base::content_of("e")});
  const auto ticket = *api::parse_new_ticket(std::move(submission));
  std::string names;
  for (const domain::SentFile& file : ticket.attachments.files) names += file.name + " ";
  STRCMP_EQUAL("a.txt b.txt d e.txt ", names.c_str());
  LONGS_EQUAL(2, ticket.attachments.warnings.size());
  STRCMP_EQUAL("attachments: c: not used, as one object holds one file",
               ticket.attachments.warnings[0].c_str());
  STRCMP_EQUAL("attachments: d: z of a file is not known", ticket.attachments.warnings[1].c_str());
}

TEST(NewTicketBody, with_files_of_another_form_is_refused) {
  for (const char* files : {"5", "{\"a\":\"b\"}", "[5]", "[[]]", "[{}]", "[{\"a\":5}]",
                            "[{\"name\":\"a\",\"data\":5}]"}) {
    const auto ticket = read_ticket(std::string(kWhole) + ",\"attachments\":" + files + "}");
    CHECK_TEXT(!ticket && ticket.error().code == Errc::kInvalidFields, files);
  }
}
