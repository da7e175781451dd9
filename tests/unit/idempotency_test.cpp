// SPDX-License-Identifier: MIT
#include "api/write/idempotent_request.hpp"
#include "api/write/run_write.hpp"
#include "fakes/service.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;
using fakes::Cells;
using fakes::Service;
using fakes::TextBody;

namespace {

constexpr char kAddress[] = "tickets";

api::Request a_post(const std::string& key) {
  api::Request request;
  request.method = "POST";
  request.headers = {{"Idempotency-Key", key}};
  return request;
}

// The digest of a request whose body has been read.
std::string digest_of(api::Request request, const char* text, const char* address = kAddress) {
  TextBody body(text);
  request.body = &body;
  auto made = api::IdempotentRequest::of(request, address);
  CHECK_TRUE(made && *made);
  CHECK_TRUE(api::read_whole(**made, 1000).ok());
  return (*made)->request_digest();
}

}  // namespace

TEST_GROUP(IdempotentRequest){};

TEST(IdempotentRequest, is_none_without_its_header) {
  const auto none = api::IdempotentRequest::of(api::Request(), kAddress);
  CHECK_TRUE(none && !*none);
}

TEST(IdempotentRequest, has_a_name_of_visible_characters) {
  for (const std::string& name :
       {std::string("a"), std::string("8e03978e-40d5"), std::string(255, '~'), std::string("!\"#")})
    CHECK_TRUE(api::IdempotentRequest::of(a_post(name), kAddress).ok());
  for (const std::string& name :
       {std::string(), std::string(256, 'a'), std::string("a b"), std::string("\t"),
        std::string("\xC3\xA9"), std::string("\x7F")}) {
    const auto refused = api::IdempotentRequest::of(a_post(name), kAddress);
    CHECK_FALSE(refused.ok());
    CHECK(refused.error().code == Errc::kInvalidParameter);
  }
}

TEST(IdempotentRequest, is_the_same_for_the_same_words_only) {
  api::Request post = a_post("a");
  const std::string first = digest_of(post, R"({"email":"a@b.example"})");
  CHECK(first == digest_of(a_post("b"), R"({"email":"a@b.example"})"));
  CHECK(first != digest_of(post, R"({"email":"a@c.example"})"));
  CHECK(first != digest_of(post, R"({"email":"a@b.example"})", "tickets/{id}/notes 1"));
  post.query = {{"id", "1"}};
  CHECK(first != digest_of(post, R"({"email":"a@b.example"})"));
  post.query = {{"_", "1700000000"}};
  CHECK(first == digest_of(post, R"({"email":"a@b.example"})"));
  post.query.clear();
  post.headers.emplace_back("X-Staff-Id", "3");
  CHECK(first != digest_of(post, R"({"email":"a@b.example"})"));
}

TEST_GROUP(RunWrite) {
  Service service;
  api::Services services{service.pool, service.clock, service.random, service.settings,
                         *service.caches};
  api::Request request = a_post("a");
  api::IdempotentRequest named = std::move(**api::IdempotentRequest::of(request, kAddress));
  api::Call call{request, "", {}, nullptr, &named};
  int done = 0;

  base::Result<api::WriteAnswer> write() {
    return api::run_write({call, services, service.connection},
                          [&]() -> base::Result<api::WriteAnswer> {
                            ++done;
                            return api::WriteAnswer{201, "/tickets?id=7", "{}"};
                          });
  }
  void keep_answer(const char* is_same) {
    service.connection.rows["idempotency.find"] = {Cells{is_same, "201", "/tickets?id=7", "{}"}};
  }
};

TEST(RunWrite, keeps_key_and_answer_in_the_transaction_of_the_work) {
  service.random = fakes::FakeRandom({1});
  CHECK_TRUE(write().ok());
  LONGS_EQUAL(1, done);
  STRCMP_EQUAL("idempotency.find begin idempotency.claim idempotency.keep commit",
               fakes::joined(service.connection.log).c_str());
}

TEST(RunWrite, asks_nothing_more_without_a_key) {
  call.idempotent = nullptr;
  CHECK_TRUE(write().ok());
  STRCMP_EQUAL("begin commit", fakes::joined(service.connection.log).c_str());
}

TEST(RunWrite, answers_a_known_request_without_doing_it) {
  keep_answer("1");
  const auto answer = write();
  CHECK_TRUE(answer.ok());
  LONGS_EQUAL(0, done);
  CHECK_TRUE(answer->is_replayed);
  LONGS_EQUAL(201, answer->status);
  STRCMP_EQUAL("/tickets?id=7", answer->location.c_str());
}

TEST(RunWrite, refuses_a_key_that_stands_for_another_request) {
  keep_answer("0");
  CHECK(write().error().code == Errc::kKeyReused);
  LONGS_EQUAL(0, done);
}

TEST(RunWrite, does_not_wait_for_the_first_request) {
  service.connection.errors.emplace("idempotency.claim",
                                    base::Error{Errc::kRetryTransaction, "", "", {}});
  const auto answer = write();
  CHECK(answer.error().code == Errc::kKeyInUse);
  LONGS_EQUAL(1, answer.error().retry_after);
  LONGS_EQUAL(0, done);
  STRCMP_EQUAL("idempotency.find begin idempotency.claim rollback",
               fakes::joined(service.connection.log).c_str());
}

TEST(RunWrite, says_that_keys_are_not_kept_where_their_table_is_missing) {
  service.connection.errors.emplace("idempotency.find",
                                    base::Error{Errc::kSchemaChanged, "", "", {}});
  CHECK(write().error().code == Errc::kNotSupported);
  LONGS_EQUAL(0, done);
}

TEST(RunWrite, forgets_old_keys_now_and_then) {
  service.random = fakes::FakeRandom({0});
  service.connection.rows["idempotency.old"] = {Cells{"3", "abc"}, Cells{"3", "def"}};
  CHECK_TRUE(write().ok());
  STRCMP_EQUAL(
      "idempotency.find begin idempotency.claim idempotency.keep commit"
      " idempotency.old begin idempotency.forget idempotency.forget commit",
      fakes::joined(service.connection.log).c_str());
}
