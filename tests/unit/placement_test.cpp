// SPDX-License-Identifier: MIT
#include "domain/create/placement.hpp"
#include "domain/create/write_ticket.hpp"
#include "domain/desk/flags.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::InitialStatus;

namespace {

constexpr char kNow[] = "2026-07-01 10:00:00";

/// Statuses 1 and 2 are open, 3 is closed, 4 archived; topic 5 and department 6 are usable; agents
/// 2 and 3, of whom 3 is on vacation; teams 3 and 4, of which 4 is off.
struct Desk : domain::HelpDesk {
  Desk() {
    forms = {{1, "T", "Ticket"}, {4, "G", "Extra"}};
    form_fields = {{20, 1, domain::kFieldEnabled, "text", "Subject", "subject", ""},
                   {40, 4, domain::kFieldEnabled | domain::kFieldRequiredForClose, "text", "Asset",
                    "asset", ""}};
    statuses = {{1, "Open", "open", 3, 0, "{}"},
                {2, "Waiting", "open", 3, 0, "{}"},
                {3, "Closed", "closed", 3, 0, "{}"},
                {4, "Archived", "archived", 3, 0, "{}"}};
    topics.resize(1);
    topics[0].id = 5;
    staff.resize(2);
    staff[0].id = 2;
    staff[1].id = 3;
    staff[0].is_active = staff[1].is_active = true;
    staff[1].on_vacation = true;
    teams = {{3, 0, domain::kTeamEnabled, "Night"}, {4, 0, 0, "Off"}};
    slas = {{7, 0, domain::kSlaActive, 4, "Fast"}};
    events = {{1, "created"}, {2, "closed"}, {3, "edited"}, {4, "assigned"}, {5, "collab"}};
    config[{"core", "default_ticket_status_id"}] = "1";
  }
};

domain::TicketForms forms_of(const domain::HelpDesk& desk) {
  return {{domain::FormEntry(desk.forms[0], desk)}};
}

domain::Routing to_status(std::int64_t id) {
  domain::Routing routing;
  routing.status_id = id;
  return routing;
}

}  // namespace

TEST_GROUP(InitialStatus){};

TEST(InitialStatus, is_the_one_that_is_wanted_where_a_new_ticket_may_have_it) {
  const Desk desk;
  struct {
    std::int64_t wanted;
    std::int64_t id;
    InitialStatus::How how;
  } const cases[] = {
      {0, 1, InitialStatus::How::kDefault}, {1, 1, InitialStatus::How::kDefault},
      {2, 2, InitialStatus::How::kSet},     {3, 3, InitialStatus::How::kClosed},
      {4, 1, InitialStatus::How::kDefault}, {99, 1, InitialStatus::How::kDefault},
  };
  for (const auto& c : cases) {
    const auto status = domain::initial_status(desk, to_status(c.wanted), forms_of(desk));
    LONGS_EQUAL(c.id, status.id);
    CHECK_TRUE(c.how == status.how);
  }
}

TEST(InitialStatus, is_status_1_where_the_help_desk_names_none) {
  Desk desk;
  desk.config.clear();
  LONGS_EQUAL(1, domain::initial_status(desk, to_status(0), forms_of(desk)).id);
}

TEST(InitialStatus, stays_open_while_a_form_of_the_topic_lacks_what_closing_requires) {
  const Desk desk;
  domain::TicketForms forms = forms_of(desk);
  forms.of_topic.push_back({domain::FormEntry(desk.forms[1], desk)});
  const auto kept = domain::initial_status(desk, to_status(3), forms);
  LONGS_EQUAL(1, kept.id);
  CHECK_TRUE(InitialStatus::How::kKept == kept.how);
  forms.of_topic[0].entry.set("asset", domain::FieldValue{"A-7", {}, std::nullopt, true});
  CHECK_TRUE(domain::initial_status(desk, to_status(3), forms).is_closed());
}

TEST(InitialStatus, stays_open_without_a_topic_where_closing_requires_one) {
  Desk desk;
  desk.config[{"core", "require_topic_to_close"}] = "1";
  domain::Routing routing = to_status(3);
  CHECK_FALSE(domain::initial_status(desk, routing, forms_of(desk)).is_closed());
  routing.topic = &desk.topics[0];
  CHECK_TRUE(domain::initial_status(desk, routing, forms_of(desk)).is_closed());
}

TEST_GROUP(Placement){};

TEST(Placement, gives_the_ticket_to_an_agent_and_a_team_who_can_take_it) {
  const Desk desk;
  struct {
    std::int64_t wanted_agent;
    std::int64_t wanted_team;
    std::int64_t agent;
    std::int64_t team;
  } const cases[] = {{2, 3, 2, 3}, {3, 4, 0, 0}, {99, 99, 0, 0}};
  for (const auto& c : cases) {
    domain::Routing routing = to_status(1);
    routing.staff_id = c.wanted_agent;
    routing.team_id = c.wanted_team;
    const auto placement = domain::place(desk, routing, forms_of(desk), kNow);
    LONGS_EQUAL(c.agent, placement.staff_id);
    LONGS_EQUAL(c.team, placement.team_id);
  }
}

TEST(Placement, gives_a_ticket_that_is_closed_on_arrival_to_nobody) {
  const Desk desk;
  domain::Routing routing = to_status(3);
  routing.staff_id = 2;
  routing.team_id = 3;
  const auto placement = domain::place(desk, routing, forms_of(desk), kNow);
  LONGS_EQUAL(0, placement.staff_id);
  LONGS_EQUAL(0, placement.team_id);
}

TEST(Placement, gives_a_ticket_to_nobody_where_the_usual_status_is_not_open) {
  Desk desk;
  desk.config[{"core", "default_ticket_status_id"}] = "3";
  domain::Routing routing;
  routing.staff_id = 2;
  routing.team_id = 3;
  const auto placement = domain::place(desk, routing, forms_of(desk), kNow);
  LONGS_EQUAL(3, placement.status.id);
  LONGS_EQUAL(0, placement.staff_id);
  LONGS_EQUAL(0, placement.team_id);
}

TEST(Placement, says_when_the_ticket_is_due_by_its_sla) {
  const Desk desk;
  domain::Routing routing = to_status(1);
  CHECK_FALSE(domain::place(desk, routing, forms_of(desk), kNow).est_duedate.has_value());
  routing.sla_id = 7;
  const auto placement = domain::place(desk, routing, forms_of(desk), kNow);
  LONGS_EQUAL(7, placement.sla_id);
  STRCMP_EQUAL("2026-07-01 14:00:00", placement.est_duedate.value_or("none").c_str());
}

TEST_GROUP(NewTicketHistory){};

TEST(NewTicketHistory, has_the_events_in_their_order_with_the_ticket_as_it_was) {
  const Desk desk;
  domain::Placement placement;
  placement.dept_id = 6;
  placement.topic_id = 5;
  placement.staff_id = 2;
  placement.team_id = 3;
  placement.status = {2, InitialStatus::How::kSet};
  const std::vector<domain::NewCollaborator> collaborators = {{{1, 9, "Eve", 0, 0, "e@x.example"}}};
  const auto events =
      domain::history_of(desk, {8, placement, collaborators, 4, {R"({"type":"SLA"})"}});
  struct {
    std::int64_t event_id;
    const char* username;
    const char* data;
    std::int64_t staff_id;
    std::int64_t team_id;
  } const expected[] = {
      {1, "SYSTEM", "NULL", 0, 0},
      {5, "SYSTEM", R"({"add":{"9":{"name":"Eve"}}})", 0, 0},
      {5, "SYSTEM", R"({"org":4})", 0, 0},
      {3, "Ticket Filter", R"({"type":"SLA"})", 0, 0},
      {3, "SYSTEM", R"({"status":2})", 0, 0},
      {4, "Ticket Filter", R"({"staff":2})", 2, 0},
      {4, "Ticket Filter", R"({"team":3})", 2, 3},
  };
  LONGS_EQUAL(std::size(expected), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    LONGS_EQUAL(expected[i].event_id, events[i].event_id);
    STRCMP_EQUAL(expected[i].username, events[i].username.c_str());
    STRCMP_EQUAL(expected[i].data, events[i].data.value_or("NULL").c_str());
    LONGS_EQUAL(expected[i].staff_id, events[i].staff_id);
    LONGS_EQUAL(expected[i].team_id, events[i].team_id);
    LONGS_EQUAL(6, events[i].dept_id);
    LONGS_EQUAL(5, events[i].topic_id);
  }
  LONGS_EQUAL(8, *events[0].user_id);
  BYTES_EQUAL('U', events[0].user_type);
}

TEST(NewTicketHistory, tells_of_a_ticket_that_is_closed_on_arrival) {
  const Desk desk;
  domain::Placement placement;
  placement.status = {3, InitialStatus::How::kClosed};
  const auto events = domain::history_of(desk, {8, placement, {}, 0, {}});
  LONGS_EQUAL(2, events.size());
  LONGS_EQUAL(2, events[1].event_id);
  STRCMP_EQUAL(R"({"status":[3,"Closed"]})", events[1].data->c_str());
}
