// SPDX-License-Identifier: MIT
#include "api/http/preconditions.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::Comparison;

TEST_GROUP(EntityTag){};

TEST(EntityTag, is_in_quotes_and_tells_texts_apart) {
  const std::string tag = api::entity_tag("a");
  LONGS_EQUAL(34, tag.size());
  CHECK(tag.front() == '"' && tag.back() == '"');
  CHECK(tag == api::entity_tag("a"));
  CHECK(tag != api::entity_tag("b"));
}

TEST(EntityTag, is_found_among_others) {
  for (const char* header : {"\"a\"", " \"a\" ", "\"b\", \"a\"", "\"b\",\"a\",\"c\"", "*", " * "})
    for (const Comparison comparison : {Comparison::kStrong, Comparison::kWeak})
      CHECK_TEXT(api::names_tag(header, "\"a\"", comparison), header);
  for (const char* header : {"", "a", "\"b\"", "\"a", "\"aa\"", "\"A\"", "W/", ","})
    for (const Comparison comparison : {Comparison::kStrong, Comparison::kWeak})
      CHECK_FALSE_TEXT(api::names_tag(header, "\"a\"", comparison), header);
}

TEST(EntityTag, that_is_weak_is_the_same_for_who_reads_only) {
  CHECK_TRUE(api::names_tag("W/\"a\"", "\"a\"", Comparison::kWeak));
  CHECK_TRUE(api::names_tag("\"a\"", "W/\"a\"", Comparison::kWeak));
  CHECK_TRUE(api::names_tag("W/\"a\"", "W/\"a\"", Comparison::kWeak));
  CHECK_FALSE(api::names_tag("W/\"a\"", "\"a\"", Comparison::kStrong));
  CHECK_FALSE(api::names_tag("W/\"a\"", "W/\"a\"", Comparison::kStrong));
}
