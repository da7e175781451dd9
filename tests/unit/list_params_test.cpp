// SPDX-License-Identifier: MIT
#include "api/read/list_params.hpp"
#include "api/http/query_string.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

api::Request request(const char* query) {
  api::Request request;
  request.query = *api::parse_query_string(query);
  return request;
}

base::Result<api::ReadParams> parse(const char* query) {
  return api::parse_list_params(request(query), 100);
}

std::int64_t number_of(const api::ReadParams& params, db::TicketColumn column) {
  for (const db::TicketCondition& condition : params.filters.conditions)
    if (condition.column == column) return condition.numbers.front();
  return -1;
}

}  // namespace

TEST_GROUP(QueryString){};

TEST(QueryString, is_decoded) {
  const auto pairs = *api::parse_query_string("a=1+2&b=%C3%A9&&c&d=x%3Dy=z");
  LONGS_EQUAL(4, pairs.size());
  STRCMP_EQUAL("1 2", pairs[0].second.c_str());
  STRCMP_EQUAL("\xC3\xA9", pairs[1].second.c_str());
  STRCMP_EQUAL("", pairs[2].second.c_str());
  STRCMP_EQUAL("x=y=z", pairs[3].second.c_str());
}

TEST(QueryString, that_is_broken_is_refused) {
  for (const char* query : {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%c3=1", "a=%ed%a0%80"})
    CHECK(api::parse_query_string(query).error().code == base::Errc::kInvalidParameter);
}

TEST_GROUP(ListParams){};

TEST(ListParams, have_defaults) {
  const auto params = *parse("");
  LONGS_EQUAL(1, params.query.page);
  LONGS_EQUAL(20, params.query.per_page);
  CHECK_TRUE(params.filters.conditions.empty());
}

TEST(ListParams, are_taken_over) {
  const auto params =
      *parse("id=3&status_id=0&dept_id=2&topic_id=4294967295&page=7&per_page=50&q=a&email=b");
  LONGS_EQUAL(3, number_of(params, db::TicketColumn::kId));
  LONGS_EQUAL(0, number_of(params, db::TicketColumn::kStatus));
  LONGS_EQUAL(4294967295, number_of(params, db::TicketColumn::kTopic));
  LONGS_EQUAL(7, params.query.page);
  LONGS_EQUAL(50, params.query.per_page);
  STRCMP_EQUAL("a", params.filters.conditions.back().texts.front().c_str());
  STRCMP_EQUAL("b", params.filters.email->c_str());
}

TEST(ListParams, of_more_than_the_bound_count_as_the_bound) {
  LONGS_EQUAL(100, parse("per_page=101")->query.per_page);
  for (const char* query : {"per_page=999999999", "per_page=1000000000", "per_page=0000000007777",
                            "per_page=99999999999999999999999"})
    LONGS_EQUAL(100, parse(query)->query.per_page);
  LONGS_EQUAL(5, parse("per_page=0000000005")->query.per_page);
  LONGS_EQUAL(5, api::parse_list_params(request("per_page=10"), 5)->query.per_page);
}

TEST(ListParams, that_are_none_are_named) {
  for (const char* query :
       {"id=x", "id=1.0", "id=+1", "id=-1", "id=-0", "id=4294967296", "id=12345678901234567890",
        "page=9999999999", "page=x", "page=1.0", "page=-", "per_page=x", "per_page=12345678901x",
        "nope=1", "nope=", "Id=1", "id=1&id=1", "q=&q=x"}) {
    const auto params = parse(query);
    CHECK_TEXT(!params, query);
    CHECK(params.error().code == base::Errc::kInvalidParameter);
    LONGS_EQUAL(1, params.error().fields.size());
  }
}

TEST(ListParams, without_a_value_count_as_absent) {
  const auto params = *parse("id=&status_id=&dept_id=&topic_id&page=&per_page=&email=&q=");
  CHECK_TRUE(params.filters.conditions.empty());
  CHECK_FALSE(params.filters.email.has_value());
  LONGS_EQUAL(1, params.query.page);
  LONGS_EQUAL(20, params.query.per_page);
}

TEST(ListParams, of_pages_below_one_count_as_one) {
  for (const char* query : {"page=0&per_page=0", "page=-1&per_page=-7", "page=00&per_page=-0",
                            "page=-99999999999999999999&per_page=-99999999999999999999"}) {
    const auto params = *parse(query);
    LONGS_EQUAL(1, params.query.page);
    LONGS_EQUAL(1, params.query.per_page);
  }
}

TEST(ListParams, that_get_round_caches_are_ignored) {
  CHECK_TRUE(parse("_=1700000000&_=2").ok());
}

TEST(ListParams, name_everything_that_is_wrong) {
  LONGS_EQUAL(3, parse("id=x&nope=1&page=x").error().fields.size());
}

TEST_GROUP(TicketId){};

TEST(TicketId, is_the_only_parameter) {
  LONGS_EQUAL(12, *api::parse_ticket_id(request("id=12")));
  LONGS_EQUAL(12, *api::parse_ticket_id(request("_=5&id=12")));
  CHECK(api::parse_ticket_id(request("")).error().code == base::Errc::kMissingTicketId);
  CHECK(api::parse_ticket_id(request("id=")).error().code == base::Errc::kMissingTicketId);
  for (const char* query : {"id=x", "id=1&id=2", "id=1&q=x"})
    CHECK(api::parse_ticket_id(request(query)).error().code == base::Errc::kInvalidParameter);
}
