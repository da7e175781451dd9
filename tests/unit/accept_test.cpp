// SPDX-License-Identifier: MIT
#include "api/http/request_headers.hpp"

#include <CppUTest/TestHarness.h>

using ost::api::accepts_json;

TEST_GROUP(Accept){};

TEST(Accept, admits_json_by_each_range_that_holds_it) {
  for (const char* header :
       {"", "  ", "*/*", "*", "application/*", "application/json", "Application/JSON",
        "application/json; charset=utf-8", "application/json;q=0.001",
        "text/html, application/xhtml+xml, */*;q=0.8", "text/html,application/json",
        "text/html, image/gif, *; q=.2", "application/json;q=1.000;x=0"})
    CHECK_TRUE_TEXT(accepts_json(header), header);
}

TEST(Accept, excludes_json_where_no_range_holds_it) {
  for (const char* header :
       {"text/html", "text/*", "application/xml, text/plain;q=0.5", "application/problem+json",
        "application/json-seq", "text/*, image/png"})
    CHECK_FALSE_TEXT(accepts_json(header), header);
}

TEST(Accept, excludes_json_by_a_quality_of_zero) {
  for (const char* header : {"*/*;q=0", "application/*;q=0.0", "application/json;q=0",
                             "application/json ; Q = 0.000", "application/json;charset=utf-8;q=0."})
    CHECK_FALSE_TEXT(accepts_json(header), header);
}

TEST(Accept, follows_the_most_specific_range_wherever_it_stands) {
  CHECK_FALSE(accepts_json("*/*, application/json;q=0"));
  CHECK_FALSE(accepts_json("application/json;q=0, */*"));
  CHECK_FALSE(accepts_json("application/*;q=0, */*;q=1"));
  CHECK_TRUE(accepts_json("application/json, application/*;q=0, */*;q=0"));
  CHECK_TRUE(accepts_json("*/*;q=0, application/*;q=0.1"));
}

TEST(Accept, takes_one_of_two_equal_ranges_that_wants_it) {
  CHECK_TRUE(accepts_json("application/json;q=0, application/json"));
  CHECK_TRUE(accepts_json("application/json, application/json;q=0"));
}

TEST(Accept, ignores_what_is_no_range) {
  CHECK_TRUE(accepts_json("json"));
  CHECK_TRUE(accepts_json("/, ;, ,"));
  CHECK_TRUE(accepts_json("application/json;q=high"));
  CHECK_FALSE(accepts_json("json, text/html"));
}
