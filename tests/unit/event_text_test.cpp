// SPDX-License-Identifier: MIT
#include "domain/thread/event_text.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

/// Agents 1 and 2, team 1, a department below another one, and what else events name.
domain::HelpDesk help_desk() {
  domain::HelpDesk desk;
  desk.staff.resize(2);
  desk.staff[0].id = 1;
  desk.staff[0].first_name = "Ann";
  desk.staff[0].last_name = "Ames";
  desk.staff[1].id = 2;
  desk.staff[1].first_name = "Bob";
  desk.staff[1].last_name = "Bird";
  desk.teams.resize(1);
  desk.teams[0].id = 1;
  desk.teams[0].name = "Night watch";
  desk.departments.resize(2);
  desk.departments[0].id = 1;
  desk.departments[0].name = "Workshop";
  desk.departments[1].id = 2;
  desk.departments[1].parent_id = 1;
  desk.departments[1].name = "Cranes";
  desk.statuses = {{3, "Closed", "closed", 3, 0, "{}"}, {6, "Waiting", "open", 3, 0, "{}"}};
  desk.slas.resize(2);
  desk.slas[0].id = 1;
  desk.slas[0].name = "One day";
  desk.slas[1].id = 2;
  desk.slas[1].name = "Four hours";
  desk.topics.resize(2);
  desk.topics[0].id = 1;
  desk.topics[0].topic = "Repairs";
  desk.topics[1].id = 2;
  desk.topics[1].parent_id = 1;
  desk.topics[1].topic = "Hoists";
  desk.priorities = {{1, "low", "Low", 4, true}, {3, "high", "High", 2, true}};
  desk.form_fields = {{5, 1, 1, "text", "Berth", "berth", ""},
                      {6, 1, 1, "priority", "Urgency", "urgency", ""},
                      {7, 1, 1, "bool", "Wet", "wet", ""}};
  return desk;
}

/// By agent 1, of a ticket of agent 2, team 1 and the second department.
db::HistoryRow event(const char* name, const char* data) {
  db::HistoryRow row;
  row.event = name;
  row.data = data;
  row.staff_id = 2;
  row.team_id = 1;
  row.dept_id = 2;
  row.username = "ann";
  row.user_id = 1;
  row.organization = "Harbour";
  return row;
}

}  // namespace

TEST_GROUP(EventText){};

TEST(EventText, is_osticket_s_for_each_kind_of_event) {
  const struct {
    const char* name;
    const char* data;
    const char* text;
  } cases[] = {
      {"created", "", "Created by Ann Ames"},
      {"closed", "", "Closed by Ann Ames"},
      {"closed", R"({"status":[3,"Then"]})", "Closed by Ann Ames with status of Closed"},
      {"closed", R"({"status":[9,"Then"]})", "Closed by Ann Ames with status of Then"},
      {"reopened", "", "Reopened by Ann Ames"},
      {"assigned", "", "Assignee changed by Ann Ames to Bob Bird/Night watch"},
      {"assigned", "{}", ""},
      {"assigned", R"({"staff":[2,"Then"]})", "Ann Ames assigned this to Bob Bird"},
      {"assigned", R"({"staff":2})", "Ann Ames assigned this to Bob Bird"},
      {"assigned", R"({"staff":[9,"Then"]})", "Ann Ames assigned this to Then"},
      {"assigned", R"({"team":1})", "Ann Ames assigned this to Night watch"},
      {"assigned", R"({"team":9})", "Ann Ames assigned this to "},
      {"assigned", R"({"claim":true})", "Ann Ames claimed this"},
      {"released", "", "Ann Ames released ticket assignment"},
      {"released", R"({"staff":[2,"Then"]})", "Ticket released from Bob Bird by Ann Ames"},
      {"released", R"({"team":1})", "Ticket released from Night watch by Ann Ames"},
      {"released", R"({"staff":[2,"Then"],"team":1})",
       "Ticket released from Night watch and Bob Bird by Ann Ames"},
      {"referred", R"({"staff":[2,"Then"]})", "Ann Ames referred this to Bob Bird"},
      {"referred", R"({"team":1})", "Ann Ames referred this to Night watch"},
      {"referred", R"({"dept":2})", "Ann Ames referred this to Cranes"},
      {"transferred", R"({"dept":"Then"})", "Ann Ames transferred this to Cranes"},
      {"overdue", "", "Flagged as overdue by the system"},
      {"resent", R"({"entry":7})", "Ann Ames resent a previous response"},
      {"collab", R"({"org":12})", "Collaborators for Harbour organization added"},
      {"collab", R"({"add":{"3":{"name":"Carl","src":"Email"},"4":{"name":"Dan"}}})",
       "Ann Ames added Carl via Email, Dan as collaborators"},
      {"collab", R"({"del":{"3":{"name":"Carl"}}})",
       "Ann Ames removed Carl from the collaborators"},
      {"merged", R"({"ticket":"Ticket #7","id":7})", "Ann Ames merged this ticket with Ticket #7"},
      {"linked", R"({"ticket":"Ticket #7","id":7})", "Ann Ames linked this ticket with Ticket #7"},
      {"unlinked", R"({"ticket":"Ticket #7","id":7})",
       "Ann Ames unlinked this ticket from Ticket #7"},
      {"viewed", "", "viewed by Ann Ames"},
      {"error", "", "error by Ann Ames"},
      {"deleted", "", "deleted by Ann Ames"},
      {"login", "", "login by Ann Ames"},
  };
  const domain::HelpDesk desk = help_desk();
  for (const auto& c : cases)
    STRCMP_EQUAL(c.text, domain::event_text(desk, event(c.name, c.data)).c_str());
}

TEST(EventText, says_what_was_edited) {
  const struct {
    const char* data;
    const char* text;
  } cases[] = {
      {"", ""},
      {R"({"status":6})", "Ann Ames changed the status to Waiting"},
      {R"({"owner":4,"fields":{"Ticket Owner":"Dan"}})", "Ann Ames changed ownership to Dan"},
      {R"({"filter":"Pilots","type":"Priority","value":"High"})",
       "Pilots Filter set Priority to High"},
      {R"({"sla_id":[1,2]})", "Updated by Ann Ames \u2014 SLA changed from One day to Four hours"},
      {R"({"sla_id":[null,2]})", "Updated by Ann Ames \u2014 SLA set to Four hours"},
      {R"({"source":["Web","Phone"]})",
       "Updated by Ann Ames \u2014 Source changed from Web to Phone"},
      {R"({"duedate":["2036-05-04 10:00:00",null]})", "Updated by Ann Ames \u2014 unset Due Date"},
      {R"({"duedate":[null,"2036-05-04 10:00:00"]})",
       "Updated by Ann Ames \u2014 Due Date set to 5/4/36"},
  };
  const domain::HelpDesk desk = help_desk();
  for (const auto& c : cases)
    STRCMP_EQUAL(c.text, domain::event_text(desk, event("edited", c.data)).c_str());
}

TEST(EventText, names_a_department_that_is_gone_none) {
  db::HistoryRow row = event("transferred", "");
  row.dept_id = 9;
  STRCMP_EQUAL("Ann Ames transferred this to None", domain::event_text(help_desk(), row).c_str());
}

TEST(EventText, is_of_nobody_where_nobody_is_known) {
  db::HistoryRow row = event("reopened", "");
  row.user_id = 0;
  row.username = "SYSTEM";
  STRCMP_EQUAL("Reopened by SYSTEM", domain::event_text(help_desk(), row).c_str());
}

TEST(EventText, says_what_was_edited_in_fields) {
  const struct {
    const char* data;
    const char* text;
  } cases[] = {
      {R"({"fields":{"5":["A 1","B 2"]}})", "Berth changed from A 1 to B 2"},
      {R"({"fields":{"5":[null,"B 2"]}})", "Berth set to B 2"},
      {R"({"fields":{"5":["A 1",null]}})", "unset Berth"},
      {R"({"fields":{"5":[["A 1",null],[]]}})", "unset Berth"},
      {R"({"fields":{"6":[["Once low",1],["Once high",3]]}})", "Urgency changed from Low to High"},
      {R"({"fields":{"7":["0","1"]}})", "Wet changed from No to Yes"},
      {R"({"fields":{"5":[null,"B 2"],"99":["x","y"],"6":["odd"],"7":"odd"},"source":["Web","API"]})",
       "Berth set to B 2, Source changed from Web to API"},
      {R"({"topic_id":[1,2]})", "Help Topic changed from Repairs to Repairs / Hoists"},
      {R"({"topic_id":[1,99]})", "unset Help Topic"},
      {R"({"topic_id":[99,2],"sla_id":[99,1]})",
       "Help Topic set to Repairs / Hoists, SLA set to One day"},
      {R"({"user_id":[1,2]})", "Ticket Owner changed from 1 to 2"},
      {R"({"duedate":["soon","2036-05-04 10:00:00"]})", "Due Date changed from soon to 5/4/36"},
  };
  const domain::HelpDesk desk = help_desk();
  for (const auto& c : cases)
    STRCMP_EQUAL((std::string("Updated by Ann Ames \u2014 ") + c.text).c_str(),
                 domain::event_text(desk, event("edited", c.data)).c_str());
  for (const char* odd : {R"({"fields":[1]})", R"({"fields":{}})", R"({"sla_id":[1]})",
                          R"({"sla_id":5})", R"({"fields":{"99":["x","y"]}})", "[]", "no JSON"})
    STRCMP_EQUAL("", domain::event_text(desk, event("edited", odd)).c_str());
}

TEST(EventText, says_what_it_can_of_data_that_lack_something) {
  const struct {
    const char* name;
    const char* data;
    const char* text;
  } cases[] = {
      {"edited", R"({"filter":"Pilots","type":"Reject"})", "Pilots Filter set Reject"},
      {"edited", R"({"filter":"Pilots"})", "Pilots Filter set "},
      {"edited", R"({"owner":4})", "Ann Ames changed ownership"},
      {"edited", R"({"owner":4,"fields":{"5":["a","b"]}})", "Ann Ames changed ownership"},
      {"edited", R"({"status":[99,"Then"]})", "Ann Ames changed the status to Then"},
      {"edited", R"({"status":99})", "Ann Ames changed the status to "},
      {"edited", R"({"status":[]})", "Ann Ames changed the status to "},
      {"closed", R"({"status":[99]})", "Closed by Ann Ames with status of "},
      {"collab",
       R"({"add":{"4":{"name":"Dan","src":"Email"},"5":{"name":"Eve"},"6":{"src":""},"7":"Fay"}})",
       "Ann Ames added Dan via Email, Eve, , Fay as collaborators"},
      {"collab", R"({"add":5})", "Ann Ames added  as collaborators"},
      {"collab", R"({"del":{"4":{"name":"Dan","src":null}}})",
       "Ann Ames removed Dan from the collaborators"},
      {"collab", "{}", ""},
      {"merged", "{}", "Ann Ames merged this ticket with "},
      {"referred", "{}", ""},
      {"referred", R"({"dept":99})", "Ann Ames referred this to "},
      {"released", R"({"staff":99,"team":99})", "Ann Ames released ticket assignment"},
  };
  const domain::HelpDesk desk = help_desk();
  for (const auto& c : cases)
    STRCMP_EQUAL_TEXT(c.text, domain::event_text(desk, event(c.name, c.data)).c_str(), c.data);
}

TEST(EventText, names_whom_it_was_given_to_as_far_as_they_are_there) {
  const struct {
    int staff_id;
    int team_id;
    const char* text;
  } cases[] = {{2, 0, "Bob Bird"}, {0, 1, "Night watch"}, {99, 1, "Night watch"}, {99, 99, ""}};
  const domain::HelpDesk desk = help_desk();
  for (const auto& c : cases) {
    db::HistoryRow row = event("assigned", "");
    row.staff_id = c.staff_id;
    row.team_id = c.team_id;
    STRCMP_EQUAL((std::string("Assignee changed by Ann Ames to ") + c.text).c_str(),
                 domain::event_text(desk, row).c_str());
  }
}
