// SPDX-License-Identifier: MIT
#include "api/auth/key_scope.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::KeyAgents;

namespace {

constexpr std::int64_t kRefused = -7;

// The agent for whom the key acts when the header names one; kRefused when it may not.
std::int64_t agent_of(const KeyAgents& agents, std::int64_t key_id, const char* named = nullptr) {
  const std::string header = named ? named : "";
  const auto agent_id = agents.agent_of(key_id, named ? &header : nullptr);
  if (agent_id) return *agent_id;
  CHECK(agent_id.error().code == base::Errc::kForbidden);
  return kRefused;
}

}  // namespace

TEST_GROUP(KeyAgents) {
  KeyAgents agents;
  void setup() override {
    agents.add(3, 12);
    agents.add(3, 13);
    agents.add(4, KeyAgents::kAny);
  }
};

TEST(KeyAgents, are_nobody_without_a_line) {
  LONGS_EQUAL(KeyAgents::kNobody, agent_of(agents, 1));
}

TEST(KeyAgents, are_those_of_the_first_line_of_a_key) {
  LONGS_EQUAL(12, agent_of(agents, 3));
}

TEST(KeyAgents, are_those_of_every_key_where_it_has_no_line) {
  agents.add(KeyAgents::kEveryKey, 20);
  LONGS_EQUAL(20, agent_of(agents, 1));
  LONGS_EQUAL(12, agent_of(agents, 3));
}

TEST(KeyAgents, are_named_by_the_request_where_the_key_may) {
  LONGS_EQUAL(12, agent_of(agents, 4, "12"));
  LONGS_EQUAL(KeyAgents::kNobody, agent_of(agents, 4));
}

TEST(KeyAgents, are_never_named_in_vain) {
  LONGS_EQUAL(kRefused, agent_of(agents, 1, "12"));
  LONGS_EQUAL(kRefused, agent_of(agents, 3, "12"));
  for (const char* named : {"", "0", "-1", "x", "12 ", "4294967296", "12,13"})
    LONGS_EQUAL(kRefused, agent_of(agents, 4, named));
}
