// SPDX-License-Identifier: MIT
// What is remembered of lists and of the people in them.
#include "api/read/list_memory.hpp"
#include "api/caches.hpp"
#include "api/read/find_tickets.hpp"
#include "fakes/service.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using fakes::joined;
using fakes::Service;

namespace {

db::ListQuery a_list(std::int64_t page = 1) {
  db::ListQuery list;
  list.page = page;
  return list;
}

db::TicketCondition a_subject(const std::string& part) {
  return {db::TicketColumn::kSubject, db::TicketCondition::Test::kContains, {}, {part}};
}

constexpr std::int64_t kSecond = 1000000;

/// Notes what has to be counted.
struct NotingCounter final : api::TotalCounter {
  std::vector<db::ListQuery> lists{};
  void count_later(const db::ListQuery& list) noexcept override { lists.push_back(list); }
};

}  // namespace

TEST_GROUP(PeopleMemory) {
  api::PeopleMemory memory;
  base::TextArena arena;
  db::People people;
};

TEST(PeopleMemory, holds_so_many_and_no_more) {
  const auto most = static_cast<std::int64_t>(api::PeopleMemory::kMost);
  for (std::int64_t id = 1; id <= most; ++id) memory.keep(id, {"A", std::nullopt}, {100, ""});
  CHECK_TRUE(memory.recall(1, "", 0, arena, people));
  CHECK(people[1].name == "A");
  CHECK_FALSE(people[1].email.has_value());
  memory.keep(most + 1, {}, {100, ""});
  CHECK_FALSE(memory.recall(1, "", 0, arena, people));
  CHECK_TRUE(memory.recall(most + 1, "", 0, arena, people));
}

TEST_GROUP(ListMemory) {
  Service service;
  api::Services services{service.pool, service.clock, service.random, service.settings,
                         *service.caches};
  NotingCounter& counter = *new NotingCounter();
  void setup() override {
    services.numbers = &service.numbers;
    service.caches->counter.reset(&counter);
  }
  api::ListMemory memory() {
    return api::ListMemory(services);
  }
};

TEST(ListMemory, keeps_what_was_dear_to_count_for_twenty_times_as_long) {
  memory().keep_total(a_list(), 7, kSecond / 10);
  service.clock.tick(1);
  LONGS_EQUAL(7, *memory().total(a_list(2)));
  LONGS_EQUAL(0, counter.lists.size());
  service.clock.tick(1);
  LONGS_EQUAL(7, *memory().total(a_list(2)));
  LONGS_EQUAL(1, counter.lists.size());
}

TEST(ListMemory, keeps_nothing_that_was_cheap) {
  memory().keep_total(a_list(), 7, 999);
  CHECK_FALSE(memory().total(a_list()).has_value());
}

TEST(ListMemory, keeps_no_longer_what_has_become_cheap) {
  memory().keep_total(a_list(), 7, kSecond);
  service.clock.tick(5);
  memory().keep_total(a_list(), 8, 999);
  CHECK_FALSE(memory().total(a_list()).has_value());
  const auto kept = service.numbers.kept;
  service.clock.tick(1);
  memory().keep_total(a_list(), 9, 999);
  CHECK(kept.at("total ").expires == service.numbers.kept.at("total ").expires);
}

TEST(ListMemory, keeps_nothing_fresh_longer_than_it_may) {
  memory().keep_total(a_list(), 7, 60 * kSecond);
  service.clock.tick(4);
  LONGS_EQUAL(7, *memory().total(a_list()));
  LONGS_EQUAL(0, counter.lists.size());
  service.clock.tick(1);
  LONGS_EQUAL(7, *memory().total(a_list()));
  LONGS_EQUAL(1, counter.lists.size());
}

TEST(ListMemory, tells_the_old_total_while_one_counts_anew) {
  memory().keep_total(a_list(), 7, kSecond);
  service.clock.tick(5);
  for (int i = 0; i < 3; ++i) LONGS_EQUAL(7, *memory().total(a_list(2)));
  LONGS_EQUAL(1, counter.lists.size());
  // He who counts has come to nothing, so another one is asked.
  service.clock.tick(10);
  LONGS_EQUAL(7, *memory().total(a_list()));
  LONGS_EQUAL(2, counter.lists.size());
}

TEST(ListMemory, tells_what_was_counted_anew) {
  memory().keep_total(a_list(), 7, kSecond);
  service.clock.tick(5);
  LONGS_EQUAL(7, *memory().total(a_list()));
  service.connection.rows["ticket_list.count"] = {{"9"}};
  memory().keep_total(counter.lists.front(), 9, kSecond);
  LONGS_EQUAL(9, *memory().total(a_list()));
  service.clock.tick(5);
  LONGS_EQUAL(9, *memory().total(a_list()));
  LONGS_EQUAL(2, counter.lists.size());
}

TEST(ListMemory, tells_no_total_that_is_older_than_a_minute) {
  memory().keep_total(a_list(), 7, kSecond);
  service.clock.tick(64);
  LONGS_EQUAL(7, *memory().total(a_list()));
  service.clock.tick(1);
  CHECK_FALSE(memory().total(a_list()).has_value());
}

TEST(ListMemory, lets_each_count_where_nothing_counts_in_the_background) {
  service.caches->counter.reset();
  memory().keep_total(a_list(), 7, kSecond);
  LONGS_EQUAL(7, *memory().total(a_list()));
  service.clock.tick(5);
  CHECK_FALSE(memory().total(a_list()).has_value());
}

TEST(ListMemory, counts_anew_into_what_others_are_told) {
  memory().keep_total(a_list(), 7, kSecond);
  service.connection.rows["ticket_list.count"] = {{"9"}};
  CHECK_TRUE(api::count_anew(a_list(), services).ok());
  STRCMP_EQUAL("ticket_list.count", joined(service.connection.log).c_str());
  LONGS_EQUAL(0, service.pool.held);
  // On a clock that stands still it was cheap.
  CHECK_FALSE(memory().total(a_list()).has_value());
}

TEST(ListMemory, keeps_lists_apart) {
  db::ListQuery open = a_list();
  open.add(db::TicketColumn::kStatus, 1);
  db::ListQuery dept = a_list();
  dept.add(db::TicketColumn::kDepartment, 1);
  db::ListQuery text = a_list();
  text.conditions = {a_subject("c3.0=1,;;")};
  memory().keep_total(open, 7, kSecond);
  for (const db::ListQuery& other : {a_list(), dept, text})
    CHECK_FALSE(memory().total(other).has_value());
  LONGS_EQUAL(7, *memory().total(open));
}

TEST(ListMemory, keeps_no_list_with_a_long_text) {
  db::ListQuery list = a_list();
  list.conditions = {a_subject(std::string(300, 'x'))};
  memory().keep_total(list, 7, kSecond);
  LONGS_EQUAL(0, service.numbers.kept.size());
}

TEST(ListMemory, knows_where_deep_pages_begin) {
  memory().keep_page_start(a_list(51), 1234);
  LONGS_EQUAL(1234, *memory().page_start(a_list(51)));
  CHECK_FALSE(memory().page_start(a_list(52)).has_value());
  memory().keep_page_start(a_list(5), 80);
  CHECK_FALSE(memory().page_start(a_list(5)).has_value());
  service.clock.tick(5);
  CHECK_FALSE(memory().page_start(a_list(51)).has_value());
}

TEST(ListMemory, leaves_alone_what_it_kept_a_moment_ago) {
  memory().keep_page_start(a_list(51), 1234);
  const auto first = service.numbers.kept;
  service.clock.tick(2);
  memory().keep_page_start(a_list(51), 1235);
  CHECK(first.begin()->second.expires == service.numbers.kept.begin()->second.expires);
  service.clock.tick(1);
  memory().keep_page_start(a_list(51), 1235);
  LONGS_EQUAL(1235, *memory().page_start(a_list(51)));
}

TEST(ListMemory, forgets_after_a_write_where_pages_begin) {
  memory().keep_page_start(a_list(51), 1234);
  service.clock.tick(1);
  CHECK_FALSE(service.send("DELETE", "", "9").ok());
  CHECK_FALSE(memory().page_start(a_list(51)).has_value());
}

TEST(ListMemory, counts_anew_soon_after_a_write) {
  memory().keep_total(a_list(), 7, kSecond / 5);
  CHECK_FALSE(service.send("DELETE", "", "9").ok());
  LONGS_EQUAL(7, *memory().total(a_list()));
  LONGS_EQUAL(0, counter.lists.size());
  service.clock.tick(1);
  LONGS_EQUAL(7, *memory().total(a_list()));
  LONGS_EQUAL(1, counter.lists.size());
  // What is counted behind the write lives as long as any.
  memory().keep_total(a_list(), 6, kSecond / 5);
  service.clock.tick(3);
  LONGS_EQUAL(6, *memory().total(a_list()));
  LONGS_EQUAL(1, counter.lists.size());
}

TEST(ListMemory, is_empty_without_shared_memory_or_time) {
  services.numbers = nullptr;
  memory().keep_total(a_list(), 7, kSecond);
  memory().forget();
  CHECK_FALSE(memory().total(a_list()).has_value());
  services.numbers = &service.numbers;
  service.settings.total_seconds = 0;
  memory().keep_total(a_list(), 7, kSecond);
  LONGS_EQUAL(0, service.numbers.kept.size());
}
