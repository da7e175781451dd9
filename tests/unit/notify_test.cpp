// SPDX-License-Identifier: MIT
#include "domain/notify/notify.hpp"
#include "domain/notify/audience.hpp"
#include "fakes/alerted_desk.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::Outgoing;
using fakes::AlertedDesk;
using fakes::an_agent;
using fakes::Happening;
using fakes::kUser;

TEST_GROUP(Notify){};

TEST(Notify, tells_requester_members_manager_and_administrator_of_a_new_ticket) {
  Happening h;
  STRCMP_EQUAL(
      "Aticket.autoresp>jane@x.example Nticket.alert>ann@e.example Nticket.alert>bob@e.example "
      "Nticket.alert>max@e.example Nticket.alert>root@e.example",
      h.heard().c_str());
  STRCMP_EQUAL("Jane Doe", h.mails[0].to[0].name.c_str());
  STRCMP_EQUAL("<p>Hi Jane Doe</p>", h.mails[0].html.c_str());
  STRCMP_EQUAL("Hi Jane Doe\nRef-Mid: ID\n", text_to_send(h.mails[0], "ID").c_str());
  STRCMP_EQUAL("<p>Hi Admin</p>", h.mails[4].html.c_str());
  STRCMP_EQUAL("", h.mails[4].to[0].name.c_str());
}

TEST(Notify, tags_each_message_with_what_it_is_about) {
  Happening h;
  h.heard();
  const char types[] = "USSSM";
  const std::int64_t ids[] = {kUser, 2, 3, 4, 0};
  for (std::size_t i = 0; i < h.mails.size(); ++i) {
    LONGS_EQUAL(types[i], h.mails[i].tag.kind);
    LONGS_EQUAL(ids[i], h.mails[i].tag.person);
    LONGS_EQUAL(0, h.mails[i].tag.entry);
    LONGS_EQUAL(12, h.mails[i].tag.thread);
    CHECK_FALSE(h.mails[i].reply_separator.has_value());
  }
}

TEST(Notify, answers_automatically_only_where_all_agree) {
  struct {
    const char* what;
    void (*change)(Happening&);
  } const cases[] = {
      {"request or filter", [](Happening& h) { h.event.autorespond = false; }},
      {"topic", [](Happening& h) { h.desk.topics[0].no_auto_response = true; }},
      {"own address", [](Happening& h) { h.user.address = "SUPPORT@e.example"; }},
      {"department", [](Happening& h) { h.desk.departments[0].ticket_auto_response = false; }},
      {"help desk", [](Happening& h) { h.desk.set("ticket_autoresponder", "0"); }},
  };
  for (const auto& c : cases) {
    Happening h;
    c.change(h);
    const std::string heard = h.heard();
    CHECK_TEXT(heard.find("ticket.autoresp") == std::string::npos, c.what);
    CHECK_TEXT(heard.find("Nticket.alert>ann") != std::string::npos, c.what);
  }
}

TEST(Notify, alerts_agents_by_the_switches) {
  struct {
    const char* heard;
    void (*change)(Happening&);
  } const cases[] = {
      {"", [](Happening& h) { h.event.alert = false; }},
      {"", [](Happening& h) { h.desk.set("ticket_alert_active", "0"); }},
      {"Nticket.alert>max@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.set("ticket_alert_dept_members", "0"); }},
      {"Nticket.alert>max@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.event.ticket.staff_id = 3; }},
      {"Nticket.alert>ann@e.example Nticket.alert>bob@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.set("ticket_alert_dept_manager", "0"); }},
      {"Nticket.alert>ann@e.example Nticket.alert>bob@e.example Nticket.alert>max@e.example",
       [](Happening& h) { h.desk.set("ticket_alert_admin", "0"); }},
      {"Nticket.alert>ann@e.example Nticket.alert>bob@e.example Nticket.alert>max@e.example",
       [](Happening& h) { h.desk.set("admin_email", "ann@e.example"); }},
      {"Nticket.alert>ann@e.example Nticket.alert>bob@e.example Nticket.alert>max@e.example",
       [](Happening& h) { h.desk.set("admin_email", ""); }},
      {"", [](Happening& h) { h.desk.departments[0].group_membership = 2; }},
      {"Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.staff.erase(h.desk.staff.begin(), h.desk.staff.begin() + 2); }},
      {"Nticket.alert>bob@e.example Nticket.alert>max@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.staff[0].on_vacation = true; }},
      {"Nticket.alert>ann@e.example Nticket.alert>bob@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.staff[2].is_active = false; }},
      {"Nticket.alert>ann@e.example Nticket.alert>max@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.staff[1].email = "ann@e.example"; }},
      {"Nticket.alert>bob@e.example Nticket.alert>ann@e.example Nticket.alert>root@e.example",
       [](Happening& h) { h.desk.departments[0].manager_id = 2; }},
  };
  for (const auto& c : cases) {
    Happening h;
    h.event.autorespond = false;
    c.change(h);
    STRCMP_EQUAL(c.heard, h.heard().c_str());
  }
}

TEST(Notify, alerts_agents_with_extended_access_where_the_department_says_so) {
  const domain::Audience none = domain::alert_members(AlertedDesk(), AlertedDesk().departments[0]);
  LONGS_EQUAL(2, none.size());
  AlertedDesk desk;
  desk.staff_departments = {{6, 1, 1, 1}, {4, 1, 1, 0}};
  LONGS_EQUAL(2, domain::alert_members(desk, desk.departments[0]).size());
  desk.departments[0].group_membership = 1;
  LONGS_EQUAL(3, domain::alert_members(desk, desk.departments[0]).size());
}

TEST(Notify, tells_the_manager_of_the_requesters_organisation) {
  Happening h;
  h.event.autorespond = false;
  h.event.ticket.staff_id = 2;
  h.user.org_id = 8;
  h.organization = {8, "Acme", "s6", 0, ""};
  STRCMP_EQUAL(
      "Nticket.alert>max@e.example Nticket.alert>eve@e.example Nticket.alert>root@e.example",
      h.heard().c_str());
  h.mails.clear();
  h.organization.manager = "t9";
  STRCMP_EQUAL(
      "Nticket.alert>max@e.example Nticket.alert>ann@e.example Nticket.alert>eve@e.example "
      "Nticket.alert>root@e.example",
      h.heard().c_str());
}

TEST(Notify, tells_those_whom_a_ticket_is_given_to) {
  struct {
    const char* heard;
    domain::Assignment assignment;
    void (*change)(Happening&);
  } const cases[] = {
      {"ann@e.example", {2, 0}, [](Happening&) {}},
      {"", {2, 0}, [](Happening& h) { h.desk.set("assigned_alert_staff", "0"); }},
      {"", {2, 0}, [](Happening& h) { h.desk.set("assigned_alert_active", "0"); }},
      {"", {2, 0}, [](Happening& h) { h.desk.staff[0].on_vacation = true; }},
      {"", {6, 0}, [](Happening& h) { h.desk.departments[0].group_membership = 2; }},
      {"ann@e.example eve@e.example", {0, 9}, [](Happening&) {}},
      {"bob@e.example",
       {0, 9},
       [](Happening& h) { h.desk.set("assigned_alert_team_members", "0"); }},
      {"bob@e.example", {0, 9}, [](Happening& h) { h.desk.team_members.clear(); }},
      {"", {0, 9}, [](Happening& h) { h.desk.teams[0].flags = 3; }},
  };
  for (const auto& c : cases) {
    Happening h;
    c.change(h);
    h.announce(domain::TicketAssigned{h.event.ticket, c.assignment});
    std::string heard;
    for (const Outgoing& mail : h.mails) {
      heard += (heard.empty() ? "" : " ") + mail.to[0].address;
      STRCMP_EQUAL("assigned.alert", mail.subject.c_str());
      CHECK_TRUE(mail.kind == domain::MailKind::kNotice);
      LONGS_EQUAL(0, mail.tag.thread);
    }
    STRCMP_EQUAL(c.heard, heard.c_str());
  }
}

TEST(Notify, tells_of_assignments_whatever_the_request_says_and_first) {
  Happening h;
  h.event.alert = h.event.autorespond = false;
  h.event.ticket.staff_id = 2;
  h.event.assignments = {{2, 0}};
  STRCMP_EQUAL("Nassigned.alert>ann@e.example", h.heard().c_str());
}

TEST(Notify, mails_a_canned_answer_instead_of_the_automatic_one) {
  Happening h;
  h.event.alert = false;
  h.event.canned = domain::CannedAnswer{};
  h.event.canned->entry.id = 14;
  h.desk.email_templates[1].body = "<p>%{response}|%{signature}</p>";
  h.event.canned->entry.body = "<b>Try</b>";
  STRCMP_EQUAL("Aticket.autoreply>jane@x.example", h.heard().c_str());
  LONGS_EQUAL(14, h.mails[0].tag.entry);
  LONGS_EQUAL(12, h.mails[0].tag.thread);
  STRCMP_EQUAL(
      "<div style=\"display:none\" class=\"mid-ID\">-- above --<br/><br/></div>"
      "<p><b>Try</b>|<i>we</i></p>",
      html_to_send(h.mails[0], "ID").c_str());
  STRCMP_EQUAL("-- above --\n\n\nTry|we\nRef-Mid: ID\n", text_to_send(h.mails[0], "ID").c_str());
}

TEST(Notify, mails_no_canned_answer_where_nobody_may_be_answered_and_no_other_either) {
  Happening h;
  h.event.alert = h.event.autorespond = false;
  h.event.canned = domain::CannedAnswer{};
  STRCMP_EQUAL("", h.heard().c_str());
}

TEST(Notify, says_that_the_limit_is_reached) {
  Happening h;
  h.event.alert = false;
  h.event.reached_limit = true;
  STRCMP_EQUAL(
      "Aticket.autoresp>jane@x.example NMaximum Open Tickets Limit "
      "(jane@x.example)>root@e.example Aticket.overlimit>jane@x.example "
      "NOverlimit Notice>root@e.example",
      h.heard().c_str());
  STRCMP_EQUAL("Maximum open tickets (3) reached for jane@x.example\n\nhttps://help.example",
               text_to_send(h.mails[1], "ID").c_str());
  STRCMP_EQUAL("<p>Hi %{recipient}</p>", h.mails[2].html.c_str());
  LONGS_EQUAL(2, h.mails[3].account_id);
  STRCMP_EQUAL("", h.mails[3].html.c_str());
}

TEST(Notify, keeps_the_limit_quiet_by_the_switches) {
  struct {
    const char* heard;
    void (*change)(Happening&);
  } const cases[] = {
      {"Aticket.overlimit>jane@x.example NOverlimit Notice>root@e.example",
       [](Happening& h) { h.desk.set("log_level", "1"); }},
      {"",
       [](Happening& h) {
         h.desk.set("log_level", "1");
         h.desk.set("overlimit_notice_active", "0");
       }},
      {"",
       [](Happening& h) {
         h.desk.set("log_level", "1");
         h.desk.departments[0].ticket_auto_response = false;
       }},
  };
  for (const auto& c : cases) {
    Happening h;
    h.event.alert = false;
    h.event.reached_limit = true;
    h.desk.set("ticket_autoresponder", "0");
    c.change(h);
    STRCMP_EQUAL(c.heard, h.heard().c_str());
  }
}
