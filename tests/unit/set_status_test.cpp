// SPDX-License-Identifier: MIT
#include "domain/ticket/set_status.hpp"

#include <algorithm>
#include <string>

#include "domain/desk/flags.hpp"
#include "fakes/fake_connection.hpp"
#include "fakes/fake_random.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;

namespace {

constexpr char kNow[] = "2026-07-01 10:00:00";
constexpr char kBefore[] = "2026-06-01 10:00:00";
constexpr char kLater[] = "2026-08-01 10:00:00";
constexpr char kReopens[] = R"({"allowreopen":true,"reopenstatus":0})";

/// A ticket of department 1 and agent 2 with thread 40, and somebody who acts without an agent.
/// Statuses 1 and 2 are open, 3 and 5 closed, of which 5 stays closed for who it belonged to, 4 is
/// archived.
struct Ticket {
  domain::HelpDesk desk;
  fakes::FakeConnection connection;
  fakes::FakeRandom random{{}};
  domain::MailSetup mail;
  domain::Actor actor;
  domain::TicketAction action{{connection, desk, actor, random, mail}};

  Ticket() {
    desk.statuses = {{1, "Open", "open", 3, 0, "{}"},
                     {2, "Waiting", "open", 3, 0, "{}"},
                     {3, "Closed", "closed", 3, 0, kReopens},
                     {4, "Archived", "archived", 3, 0, "{}"},
                     {5, "Done", "closed", 3, 0, "{}"}};
    desk.departments.resize(1);
    desk.departments[0].id = 1;
    desk.departments[0].path = "/1/";
    desk.staff.resize(1);
    desk.staff[0].id = 2;
    desk.staff[0].dept_id = 1;
    desk.staff[0].is_active = true;
    desk.events = {{11, "closed"}, {12, "reopened"}, {13, "edited"}};
    action.now = kNow;
    action.ticket.id = 9;
    action.ticket.thread_id = 40;
    action.ticket.status_id = 1;
    action.ticket.dept_id = 1;
    action.ticket.staff_id = 2;
    action.ticket.created = kBefore;
  }

  db::TicketRow& row() { return action.ticket; }
  void is_closed(std::int64_t status_id = 3) {
    row().status_id = status_id;
    row().closed = kBefore;
  }
  void has_settings(const char* settings) { desk.statuses[2].settings = domain::json_in(settings); }
  base::Status set(std::int64_t status_id) {
    return domain::set_status(action, {status_id, domain::Opening::kAsked});
  }
  bool was_sent(const std::string& part) const {
    return std::any_of(connection.sent.begin(), connection.sent.end(),
                       [&](const auto& sql) { return sql.find(part) != std::string::npos; });
  }
};

void refuses(const base::Status& status, Errc code) {
  CHECK_FALSE(status.ok());
  CHECK_TRUE(code == status.error().code);
}

}  // namespace

TEST_GROUP(SetStatus){};

TEST(SetStatus, closes_a_ticket) {
  Ticket ticket;
  ticket.row().is_overdue = true;
  ticket.row().duedate = kBefore;
  ticket.row().est_duedate = kLater;
  CHECK_TRUE(bool(ticket.set(3)));
  LONGS_EQUAL(3, ticket.row().status_id);
  STRCMP_EQUAL(kNow, ticket.row().closed.value_or("none").c_str());
  LONGS_EQUAL(2, ticket.row().staff_id);
  CHECK_FALSE(ticket.row().is_overdue);
  CHECK_FALSE(ticket.row().duedate.has_value());
  CHECK_TRUE(ticket.row().est_duedate.has_value());
  CHECK_TRUE(ticket.was_sent(R"(11, 2, 0, 1, 0, '{\"status\":[3,\"Closed\"]}')"));
}

TEST(SetStatus, forgets_an_agent_who_is_gone_when_it_closes) {
  Ticket ticket;
  ticket.row().staff_id = 77;
  CHECK_TRUE(bool(ticket.set(3)));
  LONGS_EQUAL(0, ticket.row().staff_id);
}

TEST(SetStatus, refers_a_closed_ticket_to_its_agent_unless_the_help_desk_says_no) {
  Ticket ticket;
  CHECK_TRUE(bool(ticket.set(3)));
  LONGS_EQUAL(1, ticket.action.referrals.size());
  LONGS_EQUAL(2, ticket.action.referrals[0].id);
  Ticket other;
  other.desk.config[{"core", "auto_refer_closed"}] = "0";
  CHECK_TRUE(bool(other.set(3)));
  CHECK_TRUE(other.action.referrals.empty());
}

TEST(SetStatus, counts_its_own_referral_for_none_that_was_there) {
  Ticket ticket;
  ticket.action.referrals = {{'D', 4}, {'E', 5}};
  ticket.action.known_referrals = 2;
  CHECK_TRUE(bool(ticket.set(3)));
  LONGS_EQUAL(3, ticket.action.referrals.size());
  LONGS_EQUAL(2, ticket.action.known_referrals);
  CHECK_TRUE(bool(domain::drop_referral(ticket.action, {'S', 2})));
  LONGS_EQUAL(2, ticket.action.known_referrals);
  CHECK_TRUE(bool(domain::drop_referral(ticket.action, {'D', 4})));
  LONGS_EQUAL(1, ticket.action.known_referrals);
}

TEST(SetStatus, leaves_what_has_the_status_already) {
  Ticket ticket;
  CHECK_TRUE(bool(ticket.set(1)));
  LONGS_EQUAL(0, ticket.connection.sent.size());
}

TEST(SetStatus, changes_nothing_of_a_ticket_that_cannot_be_closed) {
  Ticket ticket;
  ticket.connection.rows["ticket_change.hindrances"] = {{"2", "", std::nullopt}};
  const base::Status status = ticket.set(3);
  refuses(status, Errc::kConflict);
  STRCMP_EQUAL("This ticket has 2 open tasks and cannot be closed", status.error().message.c_str());
  LONGS_EQUAL(1, ticket.row().status_id);
  CHECK_FALSE(ticket.row().closed.has_value());
}

TEST(SetStatus, asks_a_ticket_without_topic_for_no_field_that_its_forms_turn_off) {
  Ticket ticket;
  auto& rows = ticket.connection.rows["ticket_change.hindrances"];
  rows = {{"0", R"({"disable":[45,"46"]})", "46"}, {"0", "", "45"}};
  CHECK_TRUE(bool(ticket.set(3)));
  ticket.row().status_id = 1;
  rows[1][2] = "47";
  refuses(ticket.set(3), Errc::kConflict);
}

TEST(SetStatus, asks_no_more_for_closing_of_what_is_closed) {
  Ticket ticket;
  ticket.is_closed();
  ticket.connection.rows["ticket_change.hindrances"] = {{"2", "", std::nullopt}};
  CHECK_TRUE(bool(ticket.set(5)));
  LONGS_EQUAL(5, ticket.row().status_id);
}

TEST(SetStatus, moves_between_open_ones_with_an_event) {
  Ticket ticket;
  ticket.row().is_answered = true;
  CHECK_TRUE(bool(ticket.set(2)));
  LONGS_EQUAL(2, ticket.row().status_id);
  CHECK_TRUE(ticket.row().is_answered);
  CHECK_TRUE(ticket.was_sent(R"(13, 2, 0, 1, 0, '{\"status\":2}')"));
}

TEST(SetStatus, reopens_a_ticket_for_the_agent_who_closed_it) {
  Ticket ticket;
  ticket.is_closed();
  ticket.row().is_answered = true;
  CHECK_TRUE(bool(ticket.set(1)));
  LONGS_EQUAL(1, ticket.row().status_id);
  LONGS_EQUAL(2, ticket.row().staff_id);
  CHECK_FALSE(ticket.row().closed.has_value());
  CHECK_FALSE(ticket.row().is_answered);
  STRCMP_EQUAL(kNow, ticket.row().reopened.value_or("none").c_str());
  CHECK_TRUE(ticket.was_sent("12, 2, 0, 1, 0, NULL"));
}

TEST(SetStatus, reopens_for_nobody_where_the_agent_cannot_take_it) {
  struct {
    void (*set_up)(Ticket& ticket);
  } const cases[] = {
      {[](Ticket& t) { t.desk.staff[0].on_vacation = true; }},
      {[](Ticket& t) { t.desk.staff[0].dept_id = 6; }},
      {[](Ticket& t) { t.desk.departments[0].flags = domain::kDepartmentNoAssignmentOnReopen; }},
  };
  for (const auto& c : cases) {
    Ticket ticket;
    c.set_up(ticket);
    ticket.is_closed();
    CHECK_TRUE(bool(ticket.set(1)));
    LONGS_EQUAL(0, ticket.row().staff_id);
  }
}

TEST(SetStatus, reopens_for_who_answered_where_nobody_has_it) {
  Ticket ticket;
  ticket.is_closed();
  ticket.row().staff_id = 0;
  ticket.connection.rows["ticket_change.last_respondent"] = {{"2"}};
  CHECK_TRUE(bool(ticket.set(1)));
  LONGS_EQUAL(2, ticket.row().staff_id);
}

TEST(SetStatus, leaves_the_agent_of_a_ticket_whose_status_does_not_reopen) {
  Ticket ticket;
  ticket.desk.staff[0].on_vacation = true;
  ticket.is_closed(5);
  CHECK_TRUE(bool(ticket.set(1)));
  LONGS_EQUAL(2, ticket.row().staff_id);
}

TEST(SetStatus, refuses_a_status_that_is_unknown_or_neither_open_nor_closed) {
  Ticket ticket;
  refuses(ticket.set(99), Errc::kInvalidFields);
  refuses(ticket.set(4), Errc::kConflict);
  LONGS_EQUAL(1, ticket.row().status_id);
  LONGS_EQUAL(0, ticket.connection.sent.size());
}

TEST_GROUP(CloseRules){};

TEST(CloseRules, ask_for_fields_tasks_and_a_topic) {
  constexpr std::nullopt_t kNone = std::nullopt;
  const struct {
    fakes::Cells found;
    const char* needs_topic;
    std::int64_t topic_id;
    const char* reason;
  } cases[] = {
      {{"0", "", kNone}, "0", 0, ""},
      {{"0", "", "45"},
       "0",
       0,
       "This ticket is missing data on one or more required fields and cannot be closed"},
      {{"1", "", kNone}, "0", 0, "This ticket has 1 open tasks and cannot be closed"},
      {{"0", "", kNone}, "1", 0, "This ticket is missing a Help Topic and cannot be closed"},
      {{"0", "", kNone}, "1", 5, ""}};
  for (const auto& c : cases) {
    Ticket ticket;
    ticket.connection.rows["ticket_change.hindrances"] = {c.found};
    ticket.desk.config[{"core", "require_topic_to_close"}] = c.needs_topic;
    ticket.row().topic_id = c.topic_id;
    const base::Status status =
        domain::check_closeable(ticket.connection, ticket.desk, ticket.row());
    STRCMP_EQUAL(c.reason, status ? "" : status.error().message.c_str());
  }
}

TEST(CloseRules, ask_for_no_field_that_the_topic_turns_off) {
  Ticket ticket;
  ticket.row().topic_id = 5;
  ticket.desk.topics.resize(1);
  ticket.desk.topics[0].id = 5;
  ticket.desk.topic_forms = {{5, 1, 1, R"({"disable":[20,"21"]})"},
                             {6, 1, 1, R"({"disable":[22]})"}};
  auto& rows = ticket.connection.rows["ticket_change.hindrances"];
  rows = {{"0", "", "20"}, {"0", R"({"disable":[22]})", "21"}};
  CHECK_TRUE(bool(domain::check_closeable(ticket.connection, ticket.desk, ticket.row())));
  rows.push_back({"0", "", "22"});
  refuses(domain::check_closeable(ticket.connection, ticket.desk, ticket.row()), Errc::kConflict);
}

TEST(CloseRules, let_a_ticket_be_opened_again_where_status_department_and_topic_do) {
  struct {
    void (*set_up)(Ticket& ticket);
    bool may;
  } const cases[] = {
      {[](Ticket&) {}, true},
      {[](Ticket& t) { t.row().status_id = 1; }, true},
      {[](Ticket& t) { t.row().status_id = 5; }, false},
      {[](Ticket& t) { t.row().status_id = 99; }, true},
      {[](Ticket& t) { t.has_settings(R"({"allowreopen":true})"); }, false},
      {[](Ticket& t) { t.has_settings(R"({"allowreopen":true,"reopenstatus":null})"); }, false},
      {[](Ticket& t) { t.has_settings(R"({"allowreopen":false,"reopenstatus":1})"); }, false},
      {[](Ticket& t) { t.has_settings("not JSON"); }, false},
      {[](Ticket& t) { t.row().dept_id = 99; }, false},
      {[](Ticket& t) { t.desk.departments[0].flags = domain::kDepartmentArchived; }, false},
      {[](Ticket& t) {
         t.desk.topics.resize(1);
         t.desk.topics[0].id = t.row().topic_id = 5;
         t.desk.topics[0].flags = domain::kTopicArchived;
       },
       false},
  };
  for (const auto& c : cases) {
    Ticket ticket;
    ticket.is_closed();
    c.set_up(ticket);
    CHECK_EQUAL(c.may, domain::is_reopenable(ticket.desk, ticket.row()));
  }
}
