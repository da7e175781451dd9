// SPDX-License-Identifier: MIT
#include "httpd/held_connections.hpp"

#include <string>

#include <CppUTest/TestHarness.h>

using Connections = ost::httpd::HeldConnections<int>;

TEST_GROUP(HeldConnections) {
  Connections held{3};
  std::string going(std::int64_t now) {
    std::string text;
    while (const auto connection = held.next_to_return(now))
      text += std::to_string(*connection) + " ";
    return text;
  }
  std::string going(const Connections::Held& used, std::int64_t now) {
    held.end_use(used);
    return going(now);
  }
};

TEST(HeldConnections, go_back_when_nobody_uses_any) {
  CHECK_FALSE(held.begin_use().has_value());
  STRCMP_EQUAL("1 ", going(Connections::Held{1, 0}, 10).c_str());
  CHECK_FALSE(held.begin_use().has_value());
}

TEST(HeldConnections, go_to_the_next_request_while_another_runs) {
  held.begin_use();
  held.begin_use();
  STRCMP_EQUAL("", going(Connections::Held{1, 0}, 10).c_str());
  const auto next = held.begin_use();
  CHECK_TRUE(next.has_value());
  LONGS_EQUAL(1, next->connection);
  LONGS_EQUAL(0, next->lent);
}

TEST(HeldConnections, are_used_last_in_first_out) {
  for (int user = 0; user < 3; ++user) held.begin_use();
  going(Connections::Held{1, 0}, 10);
  going(Connections::Held{2, 0}, 11);
  LONGS_EQUAL(2, held.begin_use()->connection);
}

TEST(HeldConnections, go_back_after_their_time_however_busy_the_child_is) {
  held.begin_use();
  held.begin_use();
  held.begin_use();
  STRCMP_EQUAL("", going(Connections::Held{1, 0}, Connections::kLongest - 1).c_str());
  STRCMP_EQUAL("1 ", going(Connections::Held{2, 50}, Connections::kLongest).c_str());
}

TEST(HeldConnections, all_go_back_with_the_last_user_even_when_his_is_lost) {
  held.begin_use();
  held.begin_use();
  going(Connections::Held{1, 0}, 10);
  held.end_use();
  STRCMP_EQUAL("1 ", going(11).c_str());
}
