// SPDX-License-Identifier: MIT
#include "api/http/request_headers.hpp"

#include <CppUTest/TestHarness.h>

using ost::api::cross_origin_headers;
using ost::api::CrossOrigin;
using ost::api::is_origin;

namespace {

std::string value_of(const ost::api::Headers& headers, const char* name) {
  for (const auto& [known, value] : headers)
    if (known == name) return value;
  return "none";
}

const std::vector<std::string> kTwo = {"https://a.example", "http://localhost:3000"};

}  // namespace

TEST_GROUP(CrossOriginHeaders){};

TEST(CrossOriginHeaders, are_none_by_default) {
  CHECK_TRUE(cross_origin_headers({}, CrossOrigin{"https://a.example", true}).empty());
}

TEST(CrossOriginHeaders, name_the_origin_that_asks) {
  const auto headers = cross_origin_headers(kTwo, CrossOrigin{"http://localhost:3000", false});
  STRCMP_EQUAL("http://localhost:3000", value_of(headers, "Access-Control-Allow-Origin").c_str());
  STRCMP_EQUAL("Origin", value_of(headers, "Vary").c_str());
  STRCMP_EQUAL("none", value_of(headers, "Access-Control-Allow-Methods").c_str());
}

TEST(CrossOriginHeaders, keep_caches_apart_for_others_too) {
  for (const CrossOrigin& other :
       {CrossOrigin{}, CrossOrigin{"https://a.example.evil.example", true},
        CrossOrigin{"null", false}, CrossOrigin{"https://a.example:444", false}}) {
    const auto headers = cross_origin_headers(kTwo, other);
    LONGS_EQUAL(1, headers.size());
    STRCMP_EQUAL("Origin", value_of(headers, "Vary").c_str());
  }
}

TEST(CrossOriginHeaders, of_any_origin_are_the_same_for_all) {
  const auto headers = cross_origin_headers({"*"}, CrossOrigin{"https://b.example", false});
  STRCMP_EQUAL("*", value_of(headers, "Access-Control-Allow-Origin").c_str());
  STRCMP_EQUAL("none", value_of(headers, "Vary").c_str());
  STRCMP_EQUAL("none", value_of(headers, "Access-Control-Allow-Credentials").c_str());
}

TEST(CrossOriginHeaders, answer_a_preflight) {
  const auto headers = cross_origin_headers(kTwo, CrossOrigin{"https://a.example", true});
  STRCMP_EQUAL(
      "X-API-Key, X-Staff-Id, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, "
      "Range",
      value_of(headers, "Access-Control-Allow-Headers").c_str());
  STRCMP_EQUAL("GET, HEAD, POST, PUT, PATCH, DELETE",
               value_of(headers, "Access-Control-Allow-Methods").c_str());
  STRCMP_EQUAL("3600", value_of(headers, "Access-Control-Max-Age").c_str());
}

TEST_GROUP(Origin){};

TEST(Origin, is_scheme_host_and_port) {
  for (const char* text : {"*", "https://a.example", "http://localhost:3000", "http://[::1]:8080"})
    CHECK_TRUE_TEXT(is_origin(text), text);
  for (const char* text :
       {"", "null", "a.example", "https://", "https://a.example/", "https://A.example",
        "ftp://a.example", "https://a.example https://b.example", "https://*.example"})
    CHECK_FALSE_TEXT(is_origin(text), text);
}
