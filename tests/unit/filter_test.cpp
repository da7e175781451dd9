// SPDX-License-Identifier: MIT
#include "domain/filter_actions.hpp"
#include "domain/filter_match.hpp"

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
      {"dn_contain", "A printer", "scan", true},
      {"dn_contain", "A printer", "print", false},
      {"starts", "URGENT: x", "urgent", true},
      {"starts", "not urgent", "urgent", false},
      {"ends", "a@VIP.example", "@vip.example", true},
      {"ends", "x", "@vip.example", false},
      {"match", "order 7", "/^order \\d$/", true},
      {"match", "x", "/(/", false},
      {"not_match", "x", "/y/", true},
      {"not_match", "x", "/(/", true},
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
  const domain::NewTicket request;
  domain::TicketDraft draft(desk, request, "2026-01-01 00:00:00");
  POINTERS_EQUAL(nullptr, domain::apply_filters({&desk.filters[0], &desk.filters[1]}, draft));
  LONGS_EQUAL(5, *draft.filter_dept_id);  // the other department is not active
  LONGS_EQUAL(4, *draft.filter_priority_id);
  LONGS_EQUAL(7, *draft.filter_staff_id);
}

TEST(Filters, that_reject_are_named) {
  auto desk = desk_with({filter(1), filter(2)}, {});
  desk.filter_actions = {{1, "sla", R"({"sla_id":2})"}, {2, "reject", "[]"}};
  const domain::NewTicket request;
  domain::TicketDraft draft(desk, request, "2026-01-01 00:00:00");
  POINTERS_EQUAL(&desk.filters[1],
                 domain::apply_filters({&desk.filters[0], &desk.filters[1]}, draft));
}

TEST(Filters, leave_an_event_for_each_action) {
  auto desk = desk_with({filter(1)}, {});
  desk.events = {{9, "edited"}};
  desk.slas.push_back({2, 0, 1, 4, "24/7"});
  desk.filter_actions = {
      {1, "sla", R"({"sla_id":2})"}, {1, "team", R"({"team_id":9})"}, {1, "noresp", "[]"}};
  const domain::NewTicket request;
  domain::TicketDraft draft(desk, request, "2026-01-01 00:00:00");
  domain::log_filters({&desk.filters[0]}, draft);
  LONGS_EQUAL(2, draft.events.size());
  STRCMP_EQUAL(R"({"value":"24\/7","filter":"Filter 1","type":"SLA"})",
               draft.events[0].data->c_str());
  STRCMP_EQUAL(R"({"value":false,"filter":"Filter 1","type":"Team"})",
               draft.events[1].data->c_str());
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
