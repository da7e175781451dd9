// SPDX-License-Identifier: MIT
// Real threads on what the threads of a child share, for ThreadSanitizer to watch. The last line
// reads `N passed, N failed`.
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "api/auth/failure_table.hpp"
#include "base/cached.hpp"
#include "db/dbd/call_deadline.hpp"
#include "httpd/gate.hpp"
#include "mail/message.hpp"
#include "threads/mail_lanes.hpp"

using namespace ost;

namespace {

constexpr int kThreads = 8;
constexpr int kRounds = 2000;

void in_threads(const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) threads.emplace_back(work, number);
  for (std::thread& thread : threads) thread.join();
}

bool gate_lets_no_more_through_than_it_has_room_for() {
  httpd::Gate gate(3);
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  std::atomic<int> entered{0};
  in_threads([&](int) {
    for (int round = 0; round < kRounds; ++round) {
      if (!gate.enter(std::chrono::seconds(60))) continue;
      const int now = ++inside;
      int seen = most.load();
      while (seen < now && !most.compare_exchange_weak(seen, now)) continue;
      ++entered;
      --inside;
      gate.leave();
    }
  });
  return most.load() <= 3 && entered.load() == kThreads * kRounds;
}

bool gate_passes_what_it_guards_from_thread_to_thread() {
  httpd::Gate gate(1);
  int guarded = 0;
  in_threads([&](int) {
    for (int round = 0; round < kRounds; ++round) {
      if (!gate.enter(std::chrono::seconds(60))) continue;
      ++guarded;
      gate.leave();
    }
  });
  return guarded == kThreads * kRounds;
}

bool gate_lets_threads_through_in_their_order() {
  httpd::Gate gate(1);
  std::vector<int> order;
  if (!gate.enter(std::chrono::seconds(60))) return false;
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&gate, &order, number] {
      if (!gate.enter(std::chrono::seconds(60))) return;
      order.push_back(number);
      gate.leave();
    });
    while (gate.waiting() <= static_cast<std::size_t>(number)) std::this_thread::yield();
  }
  gate.leave();
  for (std::thread& thread : threads) thread.join();
  return order.size() == kThreads && std::is_sorted(order.begin(), order.end());
}

bool gate_forgets_who_waited_too_long() {
  httpd::Gate gate(1);
  if (!gate.enter(std::chrono::seconds(60))) return false;
  if (gate.enter(std::chrono::milliseconds(1)) || gate.waiting() != 0) return false;
  gate.leave();
  return gate.enter(std::chrono::milliseconds(1));
}

bool breaker_is_open_for_every_thread() {
  httpd::Breaker breaker;
  std::atomic<int> wrong{0};
  in_threads([&](int number) {
    for (int round = 0; round < kRounds; ++round) {
      const std::int64_t now = std::int64_t{1000} * round + number;
      breaker.open(now);
      if (breaker.is_open(now + 60000000)) ++wrong;
    }
  });
  return wrong.load() == 0;
}

bool idle_connections_are_taken_once() {
  httpd::IdleCount idle;
  std::atomic<int> taken{0};
  for (int i = 0; i < kRounds; ++i) idle.give_back();
  in_threads([&](int) {
    for (int round = 0; round < kRounds; ++round)
      if (idle.take()) ++taken;
  });
  return taken.load() == kRounds;
}

// Every second call takes too long: nobody writes into its socket.
bool only_what_takes_too_long_is_ended() {
  const base::SystemClock clock;
  db::CallDeadlines deadlines(clock);
  std::atomic<int> wrong{0};
  in_threads([&](int) {
    for (int round = 0; round < 100; ++round) {
      int ends[2];
      if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return void(++wrong);
      char byte = 'x';
      const bool answers = round % 2 == 0;
      if (answers && write(ends[1], &byte, 1) != 1) ++wrong;
      {
        const db::TimedCall call(deadlines, std::chrono::milliseconds(answers ? 600000 : 1),
                                 ends[0]);
        if (read(ends[0], &byte, 1) != (answers ? 1 : 0)) ++wrong;
      }
      close(ends[0]);
      close(ends[1]);
    }
  });
  return wrong.load() == 0;
}

bool cached_value_stays_whole_while_others_replace_it() {
  const base::SystemClock clock;
  base::Cached<std::string> cached;
  std::atomic<int> wrong{0};
  in_threads([&](int number) {
    for (int round = 0; round < kRounds; ++round) {
      const std::string mine(64, static_cast<char>('a' + number));
      const auto got =
          cached.get(clock, round % 2, [&] { return base::Result<std::string>(mine); });
      if (!got || (*got)->find_first_not_of((*got)->front()) != std::string::npos) ++wrong;
      if (round % 16 == number) cached.forget();
    }
  });
  return wrong.load() == 0;
}

bool failures_are_all_counted_and_used_up_once() {
  constexpr int kLimit = 1000;
  constexpr int kEach = 200;
  const std::unique_ptr<api::FailureTable::Slot[]> slots(
      new api::FailureTable::Slot[api::FailureTable::kSlots]());
  std::atomic<int> used_up{0};
  std::atomic<int> let_through{0};
  in_threads([&](int) {
    api::FailureTable table(slots.get());
    for (int round = 0; round < kEach; ++round) {
      if (table.wait(7, 100, kLimit) == 0) ++let_through;
      if (table.count(7, 100, kLimit)) ++used_up;
    }
  });
  const api::FailureTable table(slots.get());
  return used_up.load() == 1 && let_through.load() >= kLimit && table.wait(7, 100, kLimit) == 60;
}

struct Test {
  const char* name;
  bool (*holds)();
};

constexpr Test kTests[] = {
    {"a gate lets no more through than it has room for",
     gate_lets_no_more_through_than_it_has_room_for},
    {"a gate passes what it guards from thread to thread",
     gate_passes_what_it_guards_from_thread_to_thread},
    {"gate lets threads through in their order", gate_lets_threads_through_in_their_order},
    {"gate forgets who waited too long", gate_forgets_who_waited_too_long},
    {"a breaker is open for every thread", breaker_is_open_for_every_thread},
    {"idle connections are taken once", idle_connections_are_taken_once},
    {"a call that takes too long is ended, and no other", only_what_takes_too_long_is_ended},
    {"a cached value stays whole while others replace it",
     cached_value_stays_whole_while_others_replace_it},
    {"failures are all counted and used up once", failures_are_all_counted_and_used_up_once},
    {"lanes send each message once", threads::lanes_send_each_message_once},
    {"lanes end while a mail server hangs", threads::lanes_end_while_a_mail_server_hangs},
};

}  // namespace

int main() {
  const mail::Libraries libraries;
  int passed = 0;
  int failed = 0;
  for (const Test& test : kTests) {
    const bool holds = test.holds();
    std::printf("%s %s\n", holds ? "ok  " : "FAIL", test.name);
    ++(holds ? passed : failed);
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}
