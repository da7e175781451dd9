// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_change.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;

namespace {

constexpr std::int64_t kAgent = 11;
constexpr std::int64_t kNow = 1780000000;

struct Desk : domain::HelpDesk {
  Desk() {
    domain::Staff agent;
    agent.id = kAgent;
    agent.is_active = true;
    staff.push_back(agent);
    form_fields = {{20, 2, 0x3301, "text", "Subject", "subject", "{}"},
                   {41, 7, 0x3301, "text", "Model", "model", "{}"},
                   {61, 9, 0x3301, "text", "Model", "model", R"({"validator":"number"})"}};
    config[{"core", "default_timezone"}] = "UTC";
    config[{"core", "db_timezone"}] = "Europe/Berlin";
  }
};

base::Result<domain::PreparedChange> prepared(const domain::TicketChange& asked,
                                              std::int64_t agent_id = kAgent) {
  const Desk desk;
  return domain::prepare_change(desk, agent_id, asked, kNow);
}

}  // namespace

TEST_GROUP(TicketChange){};

TEST(TicketChange, reads_a_value_for_each_field_of_its_name) {
  domain::TicketChange asked;
  asked.fields = {{"model", "x1"}};
  const auto change = prepared(asked);
  LONGS_EQUAL(2, change->fields.at(0).by_field.size());
  CHECK_TRUE(change->fields[0].by_field.at(41).ok());
  CHECK_FALSE(change->fields[0].by_field.at(61).ok());
}

TEST(TicketChange, refuses_a_field_that_no_form_has) {
  domain::TicketChange asked;
  asked.fields = {{"colour", "red"}};
  CHECK(prepared(asked).error().code == Errc::kInvalidFields);
}

TEST(TicketChange, has_its_due_date_in_database_time) {
  domain::TicketChange asked;
  asked.due = "2031-07-01T12:00:00+05:30";
  STRCMP_EQUAL("2031-07-01 08:30:00", prepared(asked)->due->c_str());
  asked.due = "";
  CHECK_FALSE(prepared(asked)->due.has_value());
  asked.due = "some day";
  CHECK(prepared(asked).error().code == Errc::kInvalidFields);
}

TEST(TicketChange, needs_an_agent_for_more_than_topic_and_status) {
  domain::TicketChange asked;
  asked.status_id = 3;
  CHECK_TRUE(prepared(asked, 0).ok());
  asked.staff_id = 2;
  CHECK(prepared(asked, 0).error().code == Errc::kAgentRequired);
}

TEST(TicketChange, passes_over_what_a_whole_ticket_shows_where_nobody_acts) {
  domain::TicketChange asked;
  asked.dept_id = 2;
  asked.priority_id = 1;
  asked.fields = {{"subject", "s"}};
  CHECK(prepared(asked, 0).error().code == Errc::kAgentRequired);
  asked.status_id = 3;
  const auto change = prepared(asked, 0);
  CHECK_TRUE(change.ok());
  CHECK_FALSE(change->asked.dept_id.has_value());
  LONGS_EQUAL(0, change->fields.size());
}

TEST(TicketChange, cleans_comments_and_knows_none_in_white_space) {
  domain::TicketChange asked;
  asked.comments = " \n";
  CHECK_FALSE(prepared(asked)->remarks.comments.has_value());
  asked.comments = "a\nb<script>x</script>";
  STRCMP_EQUAL("a\nb<script>x</script>", asked.comments.c_str());
  CHECK(prepared(asked)->remarks.comments->posted.body.find("<script>") == std::string::npos);
}
