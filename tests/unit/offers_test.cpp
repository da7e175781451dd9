// SPDX-License-Identifier: MIT
#include "domain/desk/agent.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

constexpr std::int64_t kMembersOnly = 1;
constexpr std::int64_t kActive = 4;
constexpr std::int64_t kPrimaryOnly = 16;

/// Department 1 with agent 11 and its manager 13, department 2 with agents 12 and 14, of whom 14
/// has access to department 1.
struct Desk : domain::HelpDesk {
  explicit Desk(std::int64_t flags = kActive) {
    add_department(1, flags, 13);
    add_department(2, kActive, 0);
    add_department(3, 0, 0);
    for (const auto& [id, dept_id] :
         {std::pair(11, 1), std::pair(12, 2), std::pair(13, 2), std::pair(14, 2)})
      add_agent(id, dept_id);
    staff_departments = {{14, 1, 1, 1}};
    teams = {{4, 0, 1, "Field"}, {5, 0, 1, "Empty"}, {6, 0, 0, "Off"}};
    team_members = {{4, 11, 1}, {6, 11, 1}};
    add_topic(1, true, 2);
    add_topic(2, false, 1);
    add_topic(3, false, 2);
    add_topic(4, false, 0);
  }
  void add_department(std::int64_t id, std::int64_t flags, std::int64_t manager_id) {
    db::DepartmentRow row;
    row.id = id;
    row.flags = flags;
    row.manager_id = manager_id;
    row.path = "/" + std::to_string(id) + "/";
    departments.push_back(row);
  }
  void add_agent(std::int64_t id, std::int64_t dept_id) {
    domain::Staff row;
    row.id = id;
    row.dept_id = dept_id;
    row.is_active = true;
    staff.push_back(row);
  }
  void add_topic(std::int64_t id, bool is_public, std::int64_t dept_id) {
    db::HelpTopicRow row;
    row.id = id;
    row.flags = 2;
    row.is_public = is_public;
    row.dept_id = dept_id;
    topics.push_back(row);
  }
  domain::Agent acting(const char* permissions = "{}") {
    staff[0].rights = domain::json_in(permissions);
    return domain::Agent(*this, staff[0]);
  }
  bool takes(std::int64_t id) const {
    return domain::takes_agent(*this, *department(1), *agent(id));
  }
};

}  // namespace

TEST_GROUP(Offers){};

TEST(Offers, any_available_agent_to_a_department_without_a_rule) {
  Desk desk;
  CHECK_TRUE(desk.takes(12));
  desk.staff[1].on_vacation = true;
  CHECK_FALSE(desk.takes(12));
}

TEST(Offers, members_alone_where_the_department_wants_it) {
  const Desk desk(kActive | kMembersOnly);
  CHECK_TRUE(desk.takes(11));
  CHECK_FALSE(desk.takes(12));
  CHECK_TRUE(desk.takes(13));
  CHECK_TRUE(desk.takes(14));
}

TEST(Offers, primary_members_alone_where_the_department_wants_it) {
  const Desk desk(kActive | kPrimaryOnly);
  CHECK_TRUE(desk.takes(11));
  CHECK_FALSE(desk.takes(13));
  CHECK_FALSE(desk.takes(14));
}

TEST(Offers, agents_who_share_a_department_unless_all_are_seen) {
  Desk desk;
  CHECK_FALSE(domain::sees_agent(desk, desk.acting(), *desk.agent(12)));
  CHECK_TRUE(domain::sees_agent(desk, desk.acting(), *desk.agent(14)));
  CHECK_TRUE(domain::sees_agent(desk, desk.acting(R"({"visibility.agents":1})"), *desk.agent(12)));
}

TEST(Offers, teams_that_are_on_and_have_an_available_member) {
  Desk desk;
  CHECK_TRUE(domain::is_active_team(desk, *desk.team(4)));
  CHECK_FALSE(domain::is_active_team(desk, *desk.team(5)));
  CHECK_FALSE(domain::is_active_team(desk, *desk.team(6)));
  desk.staff[0].is_active = false;
  CHECK_FALSE(domain::is_active_team(desk, *desk.team(4)));
}

TEST(Offers, active_departments_of_the_agent_unless_all_are_seen) {
  Desk desk;
  CHECK_TRUE(domain::sees_department(desk.acting(), *desk.department(1)));
  CHECK_FALSE(domain::sees_department(desk.acting(), *desk.department(2)));
  const auto seeing = desk.acting(R"({"visibility.departments":1})");
  CHECK_TRUE(domain::sees_department(seeing, *desk.department(2)));
  CHECK_FALSE(domain::sees_department(seeing, *desk.department(3)));
}

TEST(Offers, private_topics_of_the_agents_departments_and_of_none) {
  Desk desk;
  const auto acting = desk.acting();
  CHECK_TRUE(domain::sees_topic(desk, acting, *desk.topic(1)));
  CHECK_TRUE(domain::sees_topic(desk, acting, *desk.topic(2)));
  CHECK_FALSE(domain::sees_topic(desk, acting, *desk.topic(3)));
  CHECK_TRUE(domain::sees_topic(desk, acting, *desk.topic(4)));
}

TEST(Offers, no_topic_below_one_that_is_off_and_has_a_parent_itself) {
  Desk desk;
  const auto acting = desk.acting(R"({"visibility.departments":1})");
  desk.topics[1].parent_id = 1;
  desk.topics[1].flags = 0;
  desk.topics[2].parent_id = 2;
  desk.topics[3].parent_id = 3;
  CHECK_FALSE(domain::sees_topic(desk, acting, *desk.topic(3)));
  CHECK_FALSE(domain::sees_topic(desk, acting, *desk.topic(4)));
  desk.topics[1].parent_id = 99;
  CHECK_TRUE(domain::sees_topic(desk, acting, *desk.topic(3)));
  CHECK_TRUE(domain::sees_topic(desk, acting, *desk.topic(4)));
  desk.topics[1].parent_id = 3;
  CHECK_TRUE(domain::sees_topic(desk, acting, *desk.topic(3)));
}
