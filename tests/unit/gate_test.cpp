// SPDX-License-Identifier: MIT
#include "httpd/gate.hpp"

#include <thread>
#include <utility>
#include <vector>

#include <CppUTest/TestHarness.h>

using namespace ost::httpd;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kNoTime{0};
constexpr milliseconds kLong = std::chrono::minutes(10);

void wait_for_waiting(Gate& gate, std::size_t count) {
  while (gate.waiting() < count) std::this_thread::yield();
}

}  // namespace

TEST_GROUP(Gate){};

TEST(Gate, lets_as_many_through_as_it_has_room_for) {
  Gate gate(2);
  CHECK_TRUE(gate.enter(kNoTime));
  CHECK_TRUE(gate.enter(kNoTime));
  CHECK_FALSE(gate.enter(kNoTime));
  gate.leave();
  CHECK_TRUE(gate.enter(kNoTime));
}

TEST(Gate, has_nobody_waiting_whose_time_has_passed) {
  Gate gate(1);
  CHECK_TRUE(gate.enter(kNoTime));
  CHECK_FALSE(gate.enter(milliseconds(1)));
  LONGS_EQUAL(0, gate.waiting());
  gate.leave();
  CHECK_TRUE(gate.enter(kNoTime));
}

TEST(Gate, gives_its_room_to_who_waits_longest) {
  Gate gate(1);
  CHECK_TRUE(gate.enter(kNoTime));
  std::vector<int> order;  // written by whoever is inside, so by one at a time
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&gate, &order, i] {
      if (!gate.enter(kLong)) return;
      order.push_back(i);
      gate.leave();
    });
    wait_for_waiting(gate, static_cast<std::size_t>(i) + 1);
  }
  gate.leave();
  for (std::thread& thread : threads) thread.join();
  LONGS_EQUAL(3, order.size());
  for (int i = 0; i < 3; ++i) LONGS_EQUAL(i, order[static_cast<std::size_t>(i)]);
}

TEST_GROUP(GatePass){};

TEST(GatePass, leaves_the_gate_once_however_often_it_is_handed_on) {
  Gate gate(1);
  CHECK_TRUE(gate.enter(kNoTime));
  {
    GatePass first(gate);
    const GatePass second(std::move(first));
    CHECK_FALSE(gate.enter(kNoTime));
  }
  CHECK_TRUE(gate.enter(kNoTime));
  CHECK_FALSE(gate.enter(kNoTime));
}

TEST_GROUP(IdleCount){};

TEST(IdleCount, gives_out_what_it_was_given) {
  IdleCount idle;
  CHECK_FALSE(idle.take());
  idle.give_back();
  idle.give_back();
  CHECK_TRUE(idle.take());
  CHECK_TRUE(idle.take());
  CHECK_FALSE(idle.take());
}

TEST(IdleCount, forgets_all_at_once) {
  IdleCount idle;
  idle.give_back();
  idle.give_back();
  idle.forget();
  CHECK_FALSE(idle.take());
}

TEST_GROUP(Breaker){};

TEST(Breaker, is_open_for_a_second) {
  Breaker breaker;
  CHECK_FALSE(breaker.is_open(5));
  breaker.open(5);
  CHECK_TRUE(breaker.is_open(6));
  CHECK_TRUE(breaker.is_open(1'000'004));
  CHECK_FALSE(breaker.is_open(1'000'005));
}

TEST(Breaker, opens_for_longer_with_each_failure) {
  Breaker breaker;
  breaker.open(0);
  breaker.open(600'000);
  CHECK_TRUE(breaker.is_open(1'500'000));
  CHECK_FALSE(breaker.is_open(1'600'000));
}
