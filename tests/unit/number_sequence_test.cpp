// SPDX-License-Identifier: MIT
#include <string>

#include "domain/create/number_sequence.hpp"
#include "fakes/fake_random.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(FormatNumber){};

TEST(FormatNumber, lays_digits_into_groups_of_marks) {
  struct Case {
    const char* format;
    std::int64_t number;
    char padding;
    const char* formatted;
  };
  const Case cases[] = {
      {"######", 42, '0', "000042"},
      {"B#####", 100, '0', "B00100"},
      {"##-##", 1234, '0', "12-34"},
      {"##-##", 123456, '0', "12-3456"},
      {"TX-###-US", 7, '0', "TX-007-US"},
      {"\\##", 5, '0', "#5"},
      {"###", 7, ' ', "  7"},
      {"%", 123456, '0', "123456%"},
      {"", 9, '0', "9"},
  };
  for (const Case& c : cases)
    STRCMP_EQUAL(c.formatted, domain::format_number(c.format, c.number, c.padding).c_str());
}

TEST(FormatNumber, counts_marks_but_for_escaped_ones) {
  LONGS_EQUAL(3, domain::count_digits("A#\\##-#"));
}

TEST_GROUP(RandomNumber){};

TEST(RandomNumber, has_as_many_digits_as_asked_and_at_least_six) {
  fakes::FakeRandom random({0, 0, 0, 0, 0, 0});
  LONGS_EQUAL(100000, domain::random_number(random, 3));
}

TEST(RandomNumber, does_not_start_with_zero) {
  fakes::FakeRandom random({8, 9, 9, 9, 9, 9, 9, 9});
  LONGS_EQUAL(99999999, domain::random_number(random, 8));
}
