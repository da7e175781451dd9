// SPDX-License-Identifier: MIT
#include "api/http/ranges.hpp"

#include <string>

#include <CppUTest/TestHarness.h>

using namespace ost::api;

namespace {

// "0-4 7-9", "whole", "none"
std::string chosen(const char* header, std::int64_t size = 10) {
  const RangeChoice choice = choose_ranges(header, size);
  if (choice.kind == RangeChoice::Kind::kWhole) return "whole";
  if (choice.kind == RangeChoice::Kind::kUnsatisfiable) return "none";
  std::string text;
  for (const ByteRange& part : choice.parts)
    text +=
        (text.empty() ? "" : " ") + std::to_string(part.first) + "-" + std::to_string(part.last);
  return text;
}

}  // namespace

TEST_GROUP(Ranges){};

TEST(Ranges, take_a_beginning_an_end_and_a_middle) {
  STRCMP_EQUAL("0-4", chosen("bytes=0-4").c_str());
  STRCMP_EQUAL("5-9", chosen("bytes=5-").c_str());
  STRCMP_EQUAL("7-9", chosen("bytes=-3").c_str());
  STRCMP_EQUAL("0-0", chosen("Bytes=0-0").c_str());
}

TEST(Ranges, end_with_the_content) {
  STRCMP_EQUAL("5-9", chosen("bytes=5-99999999999999999999999").c_str());
  STRCMP_EQUAL("0-9", chosen("bytes=-99999999999999999999999").c_str());
}

TEST(Ranges, keep_the_order_of_several) {
  STRCMP_EQUAL("7-9 0-1", chosen("bytes=7-9, 0-1").c_str());
  STRCMP_EQUAL("0-1 9-9", chosen("bytes=0-1,,50-60, -1").c_str());
}

TEST(Ranges, outside_of_the_content_are_refused) {
  STRCMP_EQUAL("none", chosen("bytes=10-").c_str());
  STRCMP_EQUAL("none", chosen("bytes=-0").c_str());
  STRCMP_EQUAL("none", chosen("bytes=0-", 0).c_str());
  STRCMP_EQUAL("none", chosen("bytes=-5", 0).c_str());
}

TEST(Ranges, that_cannot_be_read_count_as_none) {
  for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=1",
                             "bytes=1-2-3", "bytes=--1", "bytes=+1-2", "lines=1-2", "bytes=0-1;x"})
    STRCMP_EQUAL_TEXT("whole", chosen(header).c_str(), header);
}

TEST(Ranges, that_overlap_count_as_none) {
  STRCMP_EQUAL("whole", chosen("bytes=0-5,3-9").c_str());
  STRCMP_EQUAL("whole", chosen("bytes=0-,0-,0-").c_str());
}

TEST(Ranges, in_great_number_count_as_none) {
  std::string header = "bytes=0-0";
  for (int i = 1; i < 100; ++i) header += "," + std::to_string(2 * i) + "-" + std::to_string(2 * i);
  STRCMP_EQUAL("whole", chosen(header.c_str(), 1000).c_str());
}
