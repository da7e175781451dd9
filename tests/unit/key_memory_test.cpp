// SPDX-License-Identifier: MIT
#include "api/auth/api_key.hpp"
#include "fakes/service.hpp"

#include <algorithm>

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::KeyMemory;
using api::KeyUse;
using api::Permission;
using fakes::Service;

namespace {

constexpr KeyUse kUse{"KEY", "192.0.2.1", Permission::kRead};

}  // namespace

TEST_GROUP(KeyMemory) {
  KeyMemory memory;
};

TEST(KeyMemory, knows_a_use_until_its_end) {
  CHECK_FALSE(memory.find(kUse, 0).has_value());
  memory.keep(kUse, 7, 100);
  LONGS_EQUAL(7, memory.find(kUse, 99).value_or(0));
  CHECK_FALSE(memory.find(kUse, 100).has_value());
}

TEST(KeyMemory, knows_that_very_use_only) {
  memory.keep(kUse, 7, 100);
  CHECK_FALSE(memory.find({"key", "192.0.2.1", Permission::kRead}, 0).has_value());
  CHECK_FALSE(memory.find({"KEY", "192.0.2.2", Permission::kRead}, 0).has_value());
  CHECK_FALSE(memory.find({"KEY", "192.0.2.1", Permission::kDelete}, 0).has_value());
  CHECK_FALSE(memory.find({"", "192.0.2.1", Permission::kRead}, 0).has_value());
}

TEST(KeyMemory, does_not_grow_without_end) {
  for (std::size_t i = 0; i <= 3 * KeyMemory::kMost; ++i) {
    const std::string key = std::to_string(i);
    memory.keep({key, "192.0.2.1", Permission::kRead}, 7, 100);
    CHECK_TRUE(memory.find({key, "192.0.2.1", Permission::kRead}, 0).has_value());
  }
  CHECK_FALSE(memory.find({"0", "192.0.2.1", Permission::kRead}, 0).has_value());
}

TEST_GROUP(RememberedKey) {
  Service service;
  void setup() override {
    service.settings.key_milliseconds = 2000;
  }
  int asked() const {
    return static_cast<int>(
        std::count(service.connection.log.begin(), service.connection.log.end(), "api_keys.find"));
  }
  void switch_off() {
    service.connection.rows["api_keys.find"] = {{"1", "0", "", "KEY", "1"}};
  }
};

TEST(RememberedKey, is_asked_for_once_in_its_time) {
  CHECK_TRUE(service.send("GET").ok());
  switch_off();
  service.clock.tick(1);
  CHECK_TRUE(service.send("GET").ok());
  LONGS_EQUAL(1, asked());
  service.clock.tick(1);
  CHECK_FALSE(service.send("GET").ok());
  LONGS_EQUAL(2, asked());
}

TEST(RememberedKey, is_asked_for_each_time_without_a_time) {
  service.settings.key_milliseconds = 0;
  CHECK_TRUE(service.send("GET").ok());
  switch_off();
  CHECK_FALSE(service.send("GET").ok());
}

TEST(RememberedKey, that_was_wrong_is_always_asked_for) {
  switch_off();
  for (int i = 1; i <= 3; ++i) {
    CHECK_FALSE(service.send("GET").ok());
    LONGS_EQUAL(i, asked());
  }
  service.connection.rows["api_keys.find"] = {{"1", "1", "", "KEY", "1"}};
  CHECK_TRUE(service.send("GET").ok());
}

TEST(RememberedKey, holds_no_connection_for_an_action_that_takes_a_body) {
  service.send("PUT", "{}").ok();
  const int before = service.pool.leases;
  CHECK_FALSE(service.send("PUT", "{}").ok());
  LONGS_EQUAL(before, service.pool.leases);
}

TEST(RememberedKey, is_judged_anew_for_another_method) {
  service.connection.rows["api_keys.find"] = {{"1", "1", "", "KEY", "0"}};
  CHECK_TRUE(service.send("GET").ok());
  CHECK(service.send("POST", "{}").error().code == base::Errc::kForbidden);
}
