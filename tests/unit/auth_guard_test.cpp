// SPDX-License-Identifier: MIT
#include "api/auth/failure_table.hpp"
#include "api/auth/key_scope.hpp"
#include "api/error_response.hpp"
#include "fakes/fake_clock.hpp"

#include <memory>

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::FailureTable;
using api::KeyScope;
using api::Permission;

namespace {

constexpr std::uint64_t kAddress = 0x123456789ABCDEF0;

/// A table in memory of its own, asked by a clock that is told to tick.
struct Counted {
  std::unique_ptr<FailureTable::Slot[]> slots{new FailureTable::Slot[FailureTable::kSlots]};
  FailureTable table{slots.get()};
  fakes::FakeClock clock;
  int limit = 3;

  Counted() {
    for (std::size_t i = 0; i < FailureTable::kSlots; ++i) slots[i].store(0);
  }
  std::int64_t now() const { return clock.monotonic_microseconds() / 1000000; }
  std::int64_t wait(std::uint64_t address = kAddress) { return table.wait(address, now(), limit); }
  bool fail(std::uint64_t address = kAddress) { return table.count(address, now(), limit); }
};

}  // namespace

TEST_GROUP(FailureTable){};

TEST(FailureTable, lets_an_address_wait_once_its_failures_are_used_up) {
  Counted counted;
  CHECK_FALSE(counted.fail());
  CHECK_FALSE(counted.fail());
  LONGS_EQUAL(0, counted.wait());
  CHECK_TRUE(counted.fail());
  LONGS_EQUAL(60, counted.wait());
}

TEST(FailureTable, says_only_once_that_they_are_used_up) {
  Counted counted;
  for (int i = 0; i < 3; ++i) (void)counted.fail();
  CHECK_FALSE(counted.fail());
}

TEST(FailureTable, forgets_a_minute_after_the_first_failure) {
  Counted counted;
  (void)counted.fail();
  counted.clock.tick(59);
  (void)counted.fail();
  (void)counted.fail();
  LONGS_EQUAL(1, counted.wait());
  counted.clock.tick(1);
  LONGS_EQUAL(0, counted.wait());
  CHECK_FALSE(counted.fail());
  LONGS_EQUAL(0, counted.wait());
}

TEST(FailureTable, counts_addresses_apart) {
  Counted counted;
  for (int i = 0; i < 3; ++i) (void)counted.fail();
  // Neither one of the same set nor one with the same tag.
  LONGS_EQUAL(0, counted.wait(kAddress ^ (std::uint64_t{1} << 60)));
  LONGS_EQUAL(0, counted.wait(kAddress ^ 1));
}

TEST(FailureTable, has_an_address_wait_that_was_counted_under_a_higher_limit) {
  Counted counted;
  for (int i = 0; i < 3; ++i) (void)counted.fail();
  counted.limit = 2;
  LONGS_EQUAL(60, counted.wait());
  counted.limit = 4;
  LONGS_EQUAL(0, counted.wait());
}

TEST(FailureTable, keeps_the_most_failed_when_a_set_is_full) {
  Counted counted;
  for (int i = 0; i < 3; ++i) (void)counted.fail();
  for (std::uint64_t other = 1; other <= 100; ++other) (void)counted.fail(kAddress ^ (other << 50));
  LONGS_EQUAL(60, counted.wait());
}

TEST(FailureTable, stops_counting_where_a_slot_ends) {
  Counted counted;
  counted.limit = FailureTable::kHighestLimit;
  int used_up = 0;
  for (int i = 0; i < 2000; ++i) used_up += counted.fail() ? 1 : 0;
  LONGS_EQUAL(1, used_up);
  LONGS_EQUAL(60, counted.wait());
}

TEST(FailureTable, takes_a_clock_that_is_a_moment_behind) {
  Counted counted;
  for (int i = 0; i < 3; ++i) (void)counted.fail();
  LONGS_EQUAL(60, counted.table.wait(kAddress, counted.now() - 2, counted.limit));
}

TEST_GROUP(CountedAddress){};

TEST(CountedAddress, is_an_ipv4_address_or_an_ipv6_network_of_64_bits) {
  const auto of = api::counted_address;
  CHECK(of("192.0.2.1") != of("192.0.2.2"));
  CHECK(of("192.0.2.1") == of("::ffff:192.0.2.1"));
  CHECK(of("2001:db8:0:1::1") == of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
  CHECK(of("2001:db8:0:1::1") != of("2001:db8:0:2::1"));
  CHECK(of("2001:db8:0:1::1") != of("192.0.2.1"));
  CHECK(of("nonsense") == (std::array<unsigned char, 16>{}));
}

TEST_GROUP(KeyScope){};

TEST(KeyScope, allows_what_it_names) {
  constexpr Permission kPermissions[] = {Permission::kRead, Permission::kCreate,
                                         Permission::kUpdate, Permission::kDelete};
  constexpr unsigned kBits[] = {KeyScope::kRead, KeyScope::kCreate, KeyScope::kUpdate,
                                KeyScope::kDelete};
  for (std::size_t scope = 0; scope < 4; ++scope)
    for (std::size_t asked = 0; asked < 4; ++asked)
      CHECK_EQUAL(scope == asked, KeyScope(kBits[scope]).allows(kPermissions[asked]));
  CHECK_FALSE(KeyScope(KeyScope::kRead).shows_notes());
  CHECK_TRUE(KeyScope(KeyScope::kRead | KeyScope::kNotes).shows_notes());
}

TEST(KeyScope, names_every_bit_once) {
  unsigned bits = 0;
  for (const char* name : {"read", "notes", "create", "update", "delete", "reply", "note",
                           "message", "assign", "transfer", "edit", "people", "merge", "users"}) {
    const auto bit = api::scope_bits(name);
    CHECK_TRUE(bit.has_value());
    CHECK_EQUAL(0u, bits & *bit);
    bits |= *bit;
  }
  CHECK_EQUAL(KeyScope::kAll, bits);
  CHECK_FALSE(api::scope_bits("Read").has_value());
}

TEST(KeyScope, means_all_an_agent_does_by_one_word_and_nothing_of_what_was_there_before) {
  const KeyScope agent(*api::scope_bits("agent"));
  for (const Permission asked : {Permission::kReply, Permission::kNote, Permission::kMessage,
                                 Permission::kAssign, Permission::kTransfer, Permission::kEdit,
                                 Permission::kPeople, Permission::kMerge, Permission::kChange})
    CHECK_TRUE(agent.allows(asked));
  for (const Permission asked :
       {Permission::kRead, Permission::kCreate, Permission::kUpdate, Permission::kDelete})
    CHECK_FALSE(agent.allows(asked));
}

TEST(KeyScope, lets_a_change_begin_with_any_part_of_it) {
  for (const unsigned part :
       {KeyScope::kUpdate, KeyScope::kAssign, KeyScope::kTransfer, KeyScope::kEdit})
    CHECK_TRUE(KeyScope(part).allows(Permission::kChange));
  CHECK_FALSE(KeyScope(KeyScope::kReply).allows(Permission::kChange));
}

TEST(KeyScope, is_the_keys_own_or_that_of_every_key_or_everything) {
  api::KeyScopes scopes;
  CHECK_TRUE(scopes.of(5).allows(Permission::kDelete));
  scopes.add(api::KeyScopes::kEveryKey, KeyScope(KeyScope::kRead));
  scopes.add(7, KeyScope(KeyScope::kCreate));
  scopes.add(7, KeyScope(KeyScope::kDelete));
  CHECK_TRUE(scopes.of(5).allows(Permission::kRead));
  CHECK_FALSE(scopes.of(5).allows(Permission::kCreate));
  CHECK_TRUE(scopes.of(7).allows(Permission::kCreate));
  CHECK_FALSE(scopes.of(7).allows(Permission::kDelete));
}

TEST_GROUP(TooManyFailures){};

TEST(TooManyFailures, say_when_to_come_back) {
  base::Error error{base::Errc::kTooManyFailures, "Too many", "", {}};
  error.retry_after = 17;
  const api::ErrorAnswer answer = api::answer_of(error, "");
  LONGS_EQUAL(429, answer.status);
  STRCMP_EQUAL("Retry-After", answer.headers.at(0).first.c_str());
  STRCMP_EQUAL("17", answer.headers.at(0).second.c_str());
}
