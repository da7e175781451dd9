// SPDX-License-Identifier: MIT
#include "domain/filters/filters.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::matches_how;

namespace {

domain::HelpDesk desk_with(std::vector<db::FilterRow> filters,
                           std::vector<db::FilterRuleRow> rules) {
  domain::HelpDesk desk;
  desk.filters = std::move(filters);
  desk.filter_rules = std::move(rules);
  return desk;
}

db::FilterRow filter(std::int64_t id, bool all = false, bool stop = false,
                     const char* target = "Any") {
  return {id, id, true, all, stop, target, "Filter " + std::to_string(id)};
}

}  // namespace

TEST_GROUP(FilterHow){};

TEST(FilterHow, compares_as_osticket_does) {
  struct {
    const char* how;
    const char* text;
    const char* value;
    bool matches;
  } const cases[] = {
      {"equal", "Jane", "jANE", true},
      {"equal", "Jane", "Jan", false},
      {"not_equal", "Jane", "jane", false},
      {"not_equal", "", "jane", true},
      {"contains", "A printer", "PRINT", true},
      {"contains", "", "x", false},
      {"contains", "", "", true},
      {"contains", "\xC3\x89t\xC3\xA9", "\xC3\xA9T", false},
      {"dn_contain", "A printer", "scan", true},
      {"dn_contain", "A printer", "print", false},
      {"starts", "URGENT: x", "urgent", true},
      {"starts", "not urgent", "urgent", false},
      {"ends", "a@VIP.example", "@vip.example", true},
      {"ends", "x", "@vip.example", false},
      {"ends", "x", "", true},
      {"equal", "", "", true},
      {"equal", "\xC3\x84", "\xC3\xA4", false},
      {"dn_contain", "", "", false},
      {"starts", "", "x", false},
      {"starts", "xxy", "xy", false},
      {"match", "order 7", "/^order \\d$/", true},
      {"match", "x", "/(/", false},
      {"match", "ORDER 7", "/^order/", false},
      {"match", "a/b", "/a/b/", false},
      {"match", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "/^(a+)+$/", false},
      {"not_match", "x", "/y/", true},
      {"not_match", "x", "/(/", true},
      {"not_match", "y", "/y/", false},
  };
  for (const auto& c : cases)
    CHECK_EQUAL_TEXT(c.matches, matches_how(c.how, c.text, c.value), c.how);
}

TEST_GROUP(Filters){};

TEST(Filters, match_any_rule_or_all) {
  const std::vector<db::FilterRuleRow> rules = {{1, "name", "equal", "a", true},
                                                {1, "body", "contains", "x", true}};
  const auto any = desk_with({filter(1)}, rules);
  const auto all = desk_with({filter(1, true)}, rules);
  LONGS_EQUAL(1, domain::matching_filters(any, {{"name", "a"}, {"body", "-"}}).size());
  LONGS_EQUAL(0, domain::matching_filters(all, {{"name", "a"}, {"body", "-"}}).size());
  LONGS_EQUAL(1, domain::matching_filters(all, {{"name", "a"}, {"body", "x"}}).size());
}

TEST(Filters, without_rules_match_nothing) {
  LONGS_EQUAL(0,
              domain::matching_filters(desk_with({filter(1), filter(2, true)}, {}), {{"name", "a"}})
                  .size());
}

TEST(Filters, of_other_origins_and_inactive_ones_do_not_count) {
  auto off = filter(3);
  off.is_active = false;
  const std::vector<db::FilterRuleRow> rules = {{1, "name", "equal", "a", true},
                                                {2, "name", "equal", "a", true},
                                                {3, "name", "equal", "a", true},
                                                {4, "name", "equal", "a", true}};
  const auto desk = desk_with({filter(1, false, false, "Web"), filter(2, false, false, "Email"),
                               off, filter(4, false, false, "API")},
                              rules);
  const auto matching = domain::matching_filters(desk, {{"name", "a"}});
  LONGS_EQUAL(1, matching.size());
  LONGS_EQUAL(4, matching[0]->id);
}

TEST(Filters, end_with_the_first_that_stops) {
  const std::vector<db::FilterRuleRow> rules = {{1, "name", "equal", "a", true},
                                                {2, "name", "equal", "a", true},
                                                {3, "name", "equal", "a", true}};
  const auto desk = desk_with({filter(1), filter(2, false, true), filter(3)}, rules);
  LONGS_EQUAL(2, domain::matching_filters(desk, {{"name", "a"}}).size());
}

TEST(Filters, set_what_their_actions_say_and_the_last_one_counts) {
  auto desk = desk_with({filter(1), filter(2)}, {});
  desk.departments.resize(2);
  desk.departments[0].id = 5;
  desk.departments[0].flags = 4;
  desk.departments[1].id = 6;
  desk.filter_actions = {{1, "dept", R"({"dept_id":5})"},   {1, "pri", R"({"priority":"3"})"},
                         {2, "dept", R"({"dept_id":6})"},   {2, "pri", R"({"priority":4})"},
                         {2, "agent", R"({"staff_id":7})"}, {2, "noresp", "[]"}};
  const auto verdict = domain::judge(desk, {&desk.filters[0], &desk.filters[1]});
  POINTERS_EQUAL(nullptr, verdict.rejected_by);
  LONGS_EQUAL(5, *verdict.dept_id);  // the other department is not active
  LONGS_EQUAL(4, *verdict.priority_id);
  LONGS_EQUAL(7, *verdict.staff_id);
  CHECK_TRUE(verdict.stops_answers);
}

TEST(Filters, that_reject_are_named) {
  auto desk = desk_with({filter(1), filter(2)}, {});
  desk.filter_actions = {{1, "sla", R"({"sla_id":2})"}, {2, "reject", "[]"}};
  POINTERS_EQUAL(&desk.filters[1],
                 domain::judge(desk, {&desk.filters[0], &desk.filters[1]}).rejected_by);
}

TEST(Filters, set_one_thing_with_each_action) {
  using Verdict = domain::FilterVerdict;
  struct {
    const char* type;
    const char* configuration;
    std::optional<std::int64_t> Verdict::*set;
    std::optional<std::int64_t> value;
  } const cases[] = {
      {"dept", R"({"dept_id":5})", &Verdict::dept_id, 5},
      {"dept", R"({"dept_id":"5"})", &Verdict::dept_id, 5},
      {"dept", R"({"dept_id":6})", &Verdict::dept_id, std::nullopt},
      {"dept", R"({"dept_id":99})", &Verdict::dept_id, std::nullopt},
      {"topic", R"({"topic_id":5})", &Verdict::topic_id, 5},
      {"topic", R"({"topic_id":6})", &Verdict::topic_id, std::nullopt},
      {"topic", R"({"topic_id":99})", &Verdict::topic_id, std::nullopt},
      {"pri", R"({"priority":"99"})", &Verdict::priority_id, 99},
      {"pri", R"({"priority":""})", &Verdict::priority_id, std::nullopt},
      {"sla", R"({"sla_id":99})", &Verdict::sla_id, 99},
      {"sla", R"({"sla_id":false})", &Verdict::sla_id, std::nullopt},
      {"team", R"({"team_id":99})", &Verdict::team_id, 99},
      {"agent", R"({"staff_id":99})", &Verdict::staff_id, 99},
      {"status", R"({"status_id":99})", &Verdict::status_id, 99},
      {"canned", R"({"canned_id":99})", &Verdict::canned_response_id, 99},
      {"canned", "", &Verdict::canned_response_id, std::nullopt},
  };
  auto desk = desk_with({filter(1)}, {});
  desk.departments.resize(2);
  desk.departments[0].id = 5;
  desk.departments[0].flags = 4;
  desk.departments[1].id = 6;
  desk.topics.resize(2);
  desk.topics[0].id = 5;
  desk.topics[0].flags = 2;
  desk.topics[1].id = 6;
  for (const auto& c : cases) {
    desk.filter_actions = {{1, c.type, c.configuration}};
    const Verdict verdict = domain::judge(desk, {&desk.filters[0]});
    POINTERS_EQUAL(nullptr, verdict.rejected_by);
    CHECK_TRUE_TEXT(c.value == verdict.*c.set, c.configuration);
  }
}

TEST(Filters, set_nothing_behind_the_one_that_rejects) {
  auto desk = desk_with({filter(1), filter(2)}, {});
  desk.filter_actions = {{1, "sla", R"({"sla_id":1})"},
                         {1, "reject", "[]"},
                         {1, "sla", R"({"sla_id":2})"},
                         {2, "sla", R"({"sla_id":3})"}};
  const auto verdict = domain::judge(desk, {&desk.filters[0], &desk.filters[1]});
  POINTERS_EQUAL(&desk.filters[0], verdict.rejected_by);
  LONGS_EQUAL(1, *verdict.sla_id);
}

TEST(Filters, describe_each_action_by_the_name_of_what_it_set) {
  struct {
    const char* type;
    const char* configuration;
    const char* event;  ///< "": none
  } const cases[] = {
      {"dept", R"({"dept_id":6})",
       R"({"value":"Caf\u00e9","filter":"Filter 1","type":"Department"})"},
      {"pri", R"({"priority":"2"})", R"({"value":"High","filter":"Filter 1","type":"Priority"})"},
      {"sla", R"({"sla_id":2})", R"({"value":"Fast","filter":"Filter 1","type":"SLA"})"},
      {"team", R"({"team_id":3})", R"({"value":"Night","filter":"Filter 1","type":"Team"})"},
      {"agent", R"({"staff_id":2})", R"({"value":"Ann Lee","filter":"Filter 1","type":"Agent"})"},
      {"topic", R"({"topic_id":6})", R"({"value":"Roof","filter":"Filter 1","type":"Topic"})"},
      {"topic", R"({"topic_id":7})", R"({"value":false,"filter":"Filter 1","type":"Topic"})"},
      {"status", R"({"status_id":3})",
       R"({"value":"Night","filter":"Filter 1","type":"Ticket Status"})"},
      {"dept", R"({"dept_id":0})", ""},
      {"canned", R"({"canned_id":2})", ""},
      {"reject", "[]", ""},
      {"replyto", "[]", ""},
      {"email", R"({"subject":"x"})", ""},
      {"unknown", "[]", ""},
  };
  auto desk = desk_with({filter(1)}, {});
  desk.departments.resize(1);
  desk.departments[0].id = 6;
  desk.departments[0].name = "Caf\xC3\xA9";
  desk.priorities = {{2, "high", "High", 1, true}};
  desk.slas = {{2, 0, 1, 4, "Fast"}};
  desk.teams = {{3, 0, 1, "Night"}};
  desk.staff.resize(1);
  desk.staff[0].id = 2;
  desk.staff[0].first_name = "Ann";
  desk.staff[0].last_name = "Lee";
  desk.topics.resize(1);
  desk.topics[0].id = 6;
  desk.topics[0].topic = "Roof";
  for (const auto& c : cases) {
    desk.filter_actions = {{1, c.type, c.configuration}};
    const auto descriptions = domain::describe_filters(desk, {&desk.filters[0]});
    STRCMP_EQUAL(c.event, descriptions.empty() ? "" : descriptions[0].c_str());
  }
}

TEST(Filters, describe_what_each_action_set) {
  auto desk = desk_with({filter(1)}, {});
  desk.slas.push_back({2, 0, 1, 4, "24/7"});
  desk.filter_actions = {
      {1, "sla", R"({"sla_id":2})"}, {1, "team", R"({"team_id":9})"}, {1, "noresp", "[]"}};
  const auto descriptions = domain::describe_filters(desk, {&desk.filters[0]});
  LONGS_EQUAL(2, descriptions.size());
  STRCMP_EQUAL(R"({"value":"24\/7","filter":"Filter 1","type":"SLA"})", descriptions[0].c_str());
  STRCMP_EQUAL(R"({"value":false,"filter":"Filter 1","type":"Team"})", descriptions[1].c_str());
}

TEST_GROUP(BanList){};

TEST(BanList, bans_whole_addresses_in_any_case) {
  auto list = filter(1, false, false, "Email");
  list.name = "SYSTEM BAN LIST";
  const auto desk = desk_with({list}, {{1, "email", "equal", "Bad@Spam.example", true},
                                       {1, "email", "equal", "off@spam.example", false}});
  CHECK(domain::find_ban(desk, "bad@spam.EXAMPLE") != nullptr);
  CHECK(domain::find_ban(desk, "off@spam.example") == nullptr);
  CHECK(domain::find_ban(desk, "very.bad@spam.example") == nullptr);
}

TEST(BanList, is_the_active_filter_of_that_name_whatever_its_target) {
  const std::vector<db::FilterRuleRow> rules = {{1, "email", "not_equal", "bad@x.example", true},
                                                {1, "name", "equal", "jane@x.example", true}};
  struct {
    const char* name;
    bool is_active;
    const char* address;
    bool is_banned;
  } const cases[] = {
      {"SYSTEM BAN LIST", true, "bad@x.example", true},
      {"System ban list", true, "bad@x.example", true},
      {"SYSTEM BAN LIST", false, "bad@x.example", false},
      {"Other list", true, "bad@x.example", false},
      {"SYSTEM BAN LIST", true, "jane@x.example", false},
  };
  for (const auto& c : cases) {
    auto list = filter(1, false, false, "Web");
    list.name = c.name;
    list.is_active = c.is_active;
    const auto desk = desk_with({list}, rules);
    CHECK_EQUAL_TEXT(c.is_banned, domain::find_ban(desk, c.address) != nullptr, c.name);
  }
}
