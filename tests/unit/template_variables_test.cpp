// SPDX-License-Identifier: MIT
#include "domain/template_variables.hpp"

#include <CppUTest/TestHarness.h>

#include "domain/help_topic.hpp"

using namespace ost;

namespace {

struct Desk : domain::HelpDesk {
  Desk() {
    forms = {{1, "T", "Ticket"}};
    form_fields = {{1, 1, 1, "text", "Subject", "subject", ""},
                   {2, 1, 1, "text", "Serial", "serial", ""},
                   {3, 1, 1, "priority", "Priority", "priority", ""}};
    config[{"core", "helpdesk_url"}] = "https://help.example/";
    config[{"core", "default_timezone"}] = "Europe/Berlin";
    config[{"core", "date_formats"}] = "custom";
    config[{"core", "date_format"}] = "dd.MM.y";
    config[{"core", "datetime_format"}] = "dd.MM.y HH:mm";
    priorities = {{2, "high", "High", 1, true}};
    statuses = {{1, "Open", "open", 3, 0, "{}"}};
    slas = {{2, 0, 1, 4, "Fast"}};
    teams = {{3, 0, 1, "Night"}};
    departments.resize(1);
    departments[0].id = 6;
    departments[0].name = "Q & A";
    staff.resize(1);
    staff[0].id = 2;
    staff[0].first_name = "Ann";
    staff[0].last_name = "Lee";
    staff[0].email = "ann@e.example";
  }
};

std::string replaced(const char* text) {
  const Desk desk;
  domain::NewTicket request;
  request.subject = "Crane";
  request.client_address = "192.0.2.7";
  request.priority_id = 2;
  request.fields = {{"serial", "SN 1"}};
  domain::TicketDraft draft(desk, request, "2026-07-01 10:00:00");
  CHECK_TRUE(bool(domain::fill_forms(draft)));
  draft.ticket_id = 9;
  draft.number = "123";
  draft.title = "Crane";
  draft.source = "API";
  draft.user = {1, 5, "Jane M. Doe", 0, 0, "jane@e.example"};
  draft.dept_id = 6;
  draft.status_id = 1;
  draft.sla_id = 2;
  draft.staff_id = 2;
  draft.team_id = 3;
  draft.est_duedate = "2026-07-02 10:00:00";
  return domain::replace_variables(text, draft, {{"name", "Docks"}, {"website", "d.example"}});
}

}  // namespace

TEST_GROUP(TemplateVariables){};

TEST(TemplateVariables, stand_for_what_osticket_puts_there) {
  struct {
    const char* variable;
    const char* text;
  } const cases[] = {{"ticket", "123"},
                     {"ticket.number", "123"},
                     {"ticket.id", "9"},
                     {"ticket.subject", "Crane"},
                     {"ticket.source", "API"},
                     {"ticket.ip", "192.0.2.7"},
                     {"ticket.name", "Jane M. Doe"},
                     {"ticket.NAME.first", "Jane"},
                     {"ticket.name.lastfirst", "Doe, Jane"},
                     {"ticket.user", "Jane M. Doe"},
                     {"ticket.user.name.short", "Jane D."},
                     {"ticket.user.email", "jane@e.example"},
                     {"ticket.user.id", "5"},
                     {"ticket.email", "jane@e.example"},
                     {"ticket.email.domain", "e.example"},
                     {"ticket.email.mailbox", "jane"},
                     {"ticket.dept", "Q &amp; A"},
                     {"ticket.dept.name", "Q &amp; A"},
                     {"ticket.topic", ""},
                     {"ticket.status", "Open"},
                     {"ticket.status.state", "open"},
                     {"ticket.priority", "High"},
                     {"ticket.serial", "SN 1"},
                     {"ticket.sla.name", "Fast"},
                     {"ticket.staff", "Ann Lee"},
                     {"ticket.staff.name.last", "Lee"},
                     {"ticket.staff.email", "ann@e.example"},
                     {"ticket.team", "Night"},
                     {"ticket.assigned", "Ann Lee/Night"},
                     {"ticket.assignee", "Ann Lee"},
                     {"ticket.create_date", "01.07.2026 12:00"},
                     {"ticket.create_date.short", "01.07.2026"},
                     {"ticket.due_date", "02.07.2026 12:00"},
                     {"ticket.client_link", "https://help.example/view.php?t=123"},
                     {"ticket.staff_link", "https://help.example/scp/tickets.php?id=9"},
                     {"ticket.nothing", ""},
                     {"ticket.close_date", ""},
                     {"url", "https://help.example"},
                     {"company", "Docks"},
                     {"company.website", "d.example"},
                     {"company.nothing", ""}};
  for (const auto& c : cases)
    STRCMP_EQUAL_TEXT(c.text, replaced(("%{" + std::string(c.variable) + "}").c_str()).c_str(),
                      c.variable);
}

TEST(TemplateVariables, leave_all_else_as_it_is) {
  STRCMP_EQUAL(
      "a %{nothing} b 123 %{TICKET.number} %{recipient.name}",
      replaced("a %{nothing} b %{ticket.number} %{TICKET.number} %{recipient.name}").c_str());
  STRCMP_EQUAL("100 % %{ticket", replaced("100 % %{ticket").c_str());
  STRCMP_EQUAL("123123", replaced("%{ticket.number}%{ticket.number}").c_str());
}
