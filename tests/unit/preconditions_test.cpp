// SPDX-License-Identifier: MIT
#include "api/http/preconditions.hpp"

#include <CppUTest/TestHarness.h>

#include "base/date_time.hpp"

using namespace ost;
using api::allows_ranges;
using api::Conditions;
using api::judge;
using api::Precondition;

namespace {

constexpr std::int64_t kNoon = 784111777;  // Sun, 06 Nov 1994 08:49:37 GMT
const api::Validators kState{"\"abc\"", kNoon};
const std::string kSame = "\"abc\"", kOther = "\"xyz\"", kList = "\"xyz\", W/\"abc\"", kAny = "*";
const std::string kAtNoon = "Sun, 06 Nov 1994 08:49:37 GMT";
const std::string kBefore = "Sun, 06 Nov 1994 08:49:36 GMT";

Conditions a_condition(const std::string* Conditions::*header, const std::string& value) {
  Conditions conditions;
  conditions.*header = &value;
  return conditions;
}

Precondition judged(const std::string* Conditions::*header, const std::string& value) {
  return judge(a_condition(header, value), kState);
}

}  // namespace

TEST_GROUP(Preconditions){};

TEST(Preconditions, hold_where_none_is_given) {
  CHECK(judge({}, kState) == Precondition::kHolds);
  CHECK(allows_ranges({}, kState));
}

TEST(Preconditions, tell_a_client_that_it_has_this_state) {
  CHECK(judged(&Conditions::if_none_match, kSame) == Precondition::kNotModified);
  CHECK(judged(&Conditions::if_none_match, kList) == Precondition::kNotModified);
  CHECK(judged(&Conditions::if_none_match, kAny) == Precondition::kNotModified);
  CHECK(judged(&Conditions::if_none_match, kOther) == Precondition::kHolds);
  CHECK(judged(&Conditions::if_modified_since, kAtNoon) == Precondition::kNotModified);
  CHECK(judged(&Conditions::if_modified_since, kBefore) == Precondition::kHolds);
}

TEST(Preconditions, fail_for_another_state) {
  CHECK(judged(&Conditions::if_match, kSame) == Precondition::kHolds);
  CHECK(judged(&Conditions::if_match, kAny) == Precondition::kHolds);
  CHECK(judged(&Conditions::if_match, kOther) == Precondition::kFailed);
  CHECK(judged(&Conditions::if_unmodified_since, kAtNoon) == Precondition::kHolds);
  CHECK(judged(&Conditions::if_unmodified_since, kBefore) == Precondition::kFailed);
}

TEST(Preconditions, ask_the_tag_before_the_date) {
  Conditions both = a_condition(&Conditions::if_none_match, kOther);
  both.if_modified_since = &kAtNoon;
  CHECK(judge(both, kState) == Precondition::kHolds);
  both = a_condition(&Conditions::if_match, kSame);
  both.if_unmodified_since = &kBefore;
  CHECK(judge(both, kState) == Precondition::kHolds);
}

TEST(Preconditions, pass_over_a_date_that_is_none) {
  CHECK(judged(&Conditions::if_modified_since, "yesterday") == Precondition::kHolds);
  CHECK(judged(&Conditions::if_unmodified_since, "") == Precondition::kHolds);
}

TEST(Preconditions, send_ranges_of_the_state_alone_that_is_named) {
  CHECK(allows_ranges(a_condition(&Conditions::if_range, kSame), kState));
  CHECK(!allows_ranges(a_condition(&Conditions::if_range, kOther), kState));
  CHECK(!allows_ranges(a_condition(&Conditions::if_range, "W/\"abc\""), kState));
  CHECK(allows_ranges(a_condition(&Conditions::if_range, kAtNoon), kState));
  CHECK(!allows_ranges(a_condition(&Conditions::if_range, kBefore), kState));
  CHECK(!allows_ranges(a_condition(&Conditions::if_range, "abc"), kState));
}

TEST_GROUP(HttpDate){};

TEST(HttpDate, is_read_in_three_forms) {
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994"}) {
    const auto date = base::parse_http_date(text);
    CHECK_TEXT(date.has_value(), text);
    LONGS_EQUAL(kNoon, *date);
  }
  for (const char* text : {"", "0", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37 GMT x"})
    CHECK_TEXT(!base::parse_http_date(text), text);
}

TEST(HttpDate, is_written_in_the_first) {
  STRCMP_EQUAL("Sun, 06 Nov 1994 08:49:37 GMT", base::format_http_date(kNoon).c_str());
}
