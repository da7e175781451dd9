// SPDX-License-Identifier: MIT
#include "domain/create/placement.hpp"
#include "domain/desk/flags.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

/// Topic 5 sends to department 6, agent 2, team 3, SLA 7, status 2 and priority 3; topic 8 is not
/// active and sends nowhere; department 1, topic 8 and priority 2 are the help desk's defaults.
struct Desk : domain::HelpDesk {
  Desk() {
    forms = {{1, "T", "Ticket"}};
    form_fields = {{24, 1, domain::kFieldEnabled, "priority", "Urgency", "priority", ""}};
    priorities = {{2, "normal", "Normal", 2, true}, {3, "high", "High", 1, true}};
    topics.resize(2);
    topics[0].id = 5;
    topics[0].flags = domain::kTopicActive;
    topics[0].dept_id = 6;
    topics[0].staff_id = 2;
    topics[0].team_id = 3;
    topics[0].sla_id = 7;
    topics[0].status_id = 2;
    topics[0].priority_id = 3;
    topics[1].id = 8;
    config[{"core", "default_dept_id"}] = "1";
    config[{"core", "default_help_topic"}] = "8";
    config[{"core", "default_priority_id"}] = "2";
  }
};

db::OrganizationRow organization(const char* manager) {
  db::OrganizationRow row;
  row.id = 4;
  row.manager = manager;
  row.status = domain::kOrganizationAssignsManager;
  return row;
}

std::string priority_of(const domain::TicketForms& forms) {
  const auto* value = forms.ticket.entry.value("priority");
  return value && *value ? (*value)->text : "none";
}

}  // namespace

TEST_GROUP(Routing){};

TEST(Routing, follows_the_topic) {
  const Desk desk;
  const auto routing = domain::route(desk, {5}, {}, {});
  LONGS_EQUAL(5, routing.topic->id);
  POINTERS_EQUAL(nullptr, routing.warning);
  LONGS_EQUAL(6, routing.dept_id);
  LONGS_EQUAL(2, routing.status_id);
  LONGS_EQUAL(2, *routing.staff_id);
  CHECK_FALSE(routing.team_id.has_value());  // a topic names an agent or a team
  LONGS_EQUAL(7, routing.sla_id);
}

TEST(Routing, puts_filters_over_the_request_and_both_over_the_topic) {
  const Desk desk;
  domain::FilterVerdict verdict;
  verdict.dept_id = 9;
  domain::Asked asked{5, {}};
  asked.wishes.dept_id = 4;
  asked.wishes.staff_id = 3;
  const auto routing = domain::route(desk, asked, verdict, {});
  LONGS_EQUAL(9, routing.dept_id);
  LONGS_EQUAL(3, *routing.staff_id);
  LONGS_EQUAL(2, routing.status_id);
}

TEST(Routing, puts_filters_over_the_topic) {
  const Desk desk;
  domain::FilterVerdict verdict;
  verdict.dept_id = 9;
  verdict.status_id = 1;
  verdict.staff_id = 4;
  verdict.sla_id = 11;
  const auto routing = domain::route(desk, {5}, verdict, {});
  LONGS_EQUAL(9, routing.dept_id);
  LONGS_EQUAL(1, routing.status_id);
  LONGS_EQUAL(4, *routing.staff_id);
  LONGS_EQUAL(3, *routing.team_id);
  LONGS_EQUAL(11, routing.sla_id);
}

TEST(Routing, puts_the_topic_over_the_manager_of_the_organisation) {
  const Desk desk;
  LONGS_EQUAL(2, *domain::route(desk, {5}, {}, organization("s9")).staff_id);
  LONGS_EQUAL(9, *domain::route(desk, {0}, {}, organization("s9")).staff_id);
  LONGS_EQUAL(9, *domain::route(desk, {0}, {}, organization("t9")).team_id);
  CHECK_FALSE(domain::route(desk, {0}, {}, organization("")).staff_id.has_value());
}

TEST(Routing, takes_the_help_desks_topic_and_department_for_none) {
  const Desk desk;
  const auto routing = domain::route(desk, {0}, {}, {});
  LONGS_EQUAL(8, routing.topic->id);
  POINTERS_EQUAL(nullptr, routing.warning);
  LONGS_EQUAL(1, routing.dept_id);
}

TEST(Routing, warns_of_a_topic_that_is_not_there_or_not_active) {
  const Desk desk;
  LONGS_EQUAL(8, domain::route(desk, {99}, {}, {}).topic->id);
  STRCMP_EQUAL("topic_id: there is no such help topic", domain::route(desk, {99}, {}, {}).warning);
  STRCMP_EQUAL("topic_id: this help topic is not active", domain::route(desk, {8}, {}, {}).warning);
  CHECK_TRUE(domain::has_topic_forms(desk, 5));
  CHECK_FALSE(domain::has_topic_forms(desk, 8));
  CHECK_FALSE(domain::has_topic_forms(desk, 99));
}

TEST(Routing, takes_the_topic_of_a_filter_for_the_one_asked_for) {
  domain::FilterVerdict verdict;
  LONGS_EQUAL(0, domain::asked_topic(verdict, std::nullopt));
  LONGS_EQUAL(5, domain::asked_topic(verdict, 5));
  verdict.topic_id = 8;
  LONGS_EQUAL(8, domain::asked_topic(verdict, 5));
}

TEST_GROUP(RoutedPriority){};

TEST(RoutedPriority, is_of_filter_topic_or_help_desk_where_none_was_sent) {
  const Desk desk;
  const domain::TicketForms forms{{domain::FormEntry(desk.forms[0], desk)}};
  STRCMP_EQUAL("Normal", priority_of(domain::with_priority(forms, desk, 0, nullptr)).c_str());
  STRCMP_EQUAL("High", priority_of(domain::with_priority(forms, desk, 0, &desk.topics[0])).c_str());
  STRCMP_EQUAL("Normal",
               priority_of(domain::with_priority(forms, desk, 2, &desk.topics[0])).c_str());
}

TEST(RoutedPriority, is_asked_for_by_a_filter_before_the_request) {
  domain::FilterVerdict verdict;
  domain::Wishes wishes;
  LONGS_EQUAL(0, domain::asked_priority(verdict, wishes));
  wishes.priority_id = 1;
  LONGS_EQUAL(1, domain::asked_priority(verdict, wishes));
  verdict.priority_id = 2;
  LONGS_EQUAL(2, domain::asked_priority(verdict, wishes));
}

TEST(RoutedPriority, stays_the_one_that_was_sent) {
  const Desk desk;
  domain::TicketForms forms{{domain::FormEntry(desk.forms[0], desk)}};
  forms.ticket.entry.set("priority", domain::FieldValue{"Normal", {}, 2, true});
  STRCMP_EQUAL("Normal",
               priority_of(domain::with_priority(forms, desk, 0, &desk.topics[0])).c_str());
}
