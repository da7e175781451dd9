// SPDX-License-Identifier: MIT
#include "api/json/members.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;

namespace {

api::Members members(const char* body) {
  return *api::Members::parse(body);
}

}  // namespace

TEST_GROUP(Members){};

TEST(Members, are_read_by_their_names) {
  auto body = members(R"({"message":"M","status_id":"3","alert":0,"cc":[1,"2"],"kind":"b"})");
  STRCMP_EQUAL("M", body.required_text("message").c_str());
  LONGS_EQUAL(3, *body.id("status_id"));
  CHECK_FALSE(*body.flag("alert"));
  LONGS_EQUAL(2, body.ids("cc")->at(1));
  CHECK(body.word("kind", {"a", "b"}) == "b");
  CHECK_TRUE(body.done().ok());
}

TEST(Members, that_are_null_or_absent_are_the_same) {
  auto body = members(R"({"title":null})");
  CHECK_FALSE(body.text("title").has_value());
  CHECK_FALSE(body.id("status_id").has_value());
  CHECK_FALSE(body.ids("cc").has_value());
  CHECK(body.word("kind", {"a", "b"}) == "a");
  CHECK_TRUE(body.done().ok());
}

TEST(Members, of_no_body_are_none) {
  auto body = members("");
  CHECK_FALSE(body.text("title").has_value());
  CHECK_TRUE(body.done().ok());
}

TEST(Members, are_named_when_they_are_missing) {
  auto body = members(R"({"message":" \n"})");
  body.required_text("message");
  const auto done = body.done();
  CHECK(done.error().code == Errc::kMissingFields);
  STRCMP_EQUAL("Missing required fields: message", done.error().message.c_str());
}

TEST(Members, of_wrong_types_are_all_told) {
  auto body = members(R"({"message":[],"status_id":-1,"alert":"yes","cc":[0],"kind":"c","x":1})");
  body.required_text("message");
  body.id("status_id");
  body.flag("alert");
  body.ids("cc");
  body.word("kind", {"a", "b"});
  const auto done = body.done();
  CHECK(done.error().code == Errc::kInvalidFields);
  STRCMP_EQUAL("Invalid fields: message, status_id, alert, cc, kind, x",
               done.error().message.c_str());
  STRCMP_EQUAL("must be one of a b", done.error().fields[4].reason.c_str());
}

TEST(Members, are_those_of_an_object) {
  for (const char* body : {"[]", "1", "{", "null"})
    CHECK(api::Members::parse(body).error().code == Errc::kInvalidJson);
}
