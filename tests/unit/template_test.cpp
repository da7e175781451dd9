// SPDX-License-Identifier: MIT
#include "domain/create/fill_forms.hpp"
#include "domain/create/new_ticket_mail.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "fakes/fake_connection.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

struct Desk : domain::HelpDesk {
  Desk() {
    forms = {{1, "T", "Ticket"}};
    form_fields = {{1, 1, 1, "text", "Subject", "subject", ""},
                   {2, 1, 1, "text", "Serial", "serial", ""},
                   {3, 1, 1, "priority", "Priority", "priority", ""},
                   {4, 9, 1, "text", "Name", "name", ""},
                   {5, 9, 1, "text", "Website", "website", ""}};
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
  const auto forms = domain::fill_forms(desk, request);
  CHECK_TRUE(bool(forms));
  domain::TicketView ticket;
  ticket.id = 9;
  ticket.number = "123";
  ticket.source = "API";
  ticket.user_id = 5;
  ticket.dept_id = 6;
  ticket.status_id = 1;
  ticket.sla_id = 2;
  ticket.staff_id = 2;
  ticket.team_id = 3;
  ticket.ip_address = request.client_address;
  ticket.est_duedate = "2026-07-02 10:00:00";
  ticket.created = "2026-07-01 10:00:00";
  ticket.last_update = ticket.created;
  const db::UserRow user{1, 5, "Jane M. Doe", 0, 0, "jane@e.example"};
  fakes::FakeConnection connection;
  connection.rows["template_data.company"] = {{"1", "4", "Docks", std::nullopt},
                                              {"1", "5", "d.example", std::nullopt}};
  domain::StoredTemplateSource source =
      domain::source_of(connection, {desk, ticket, forms->ticket, user, nullptr, {}});
  domain::TemplateScope scope(desk, source, ticket);
  const std::string out =
      expand_template(text, ticket_roots(scope), domain::TemplateContext::kMarkup);
  CHECK_TRUE(bool(scope.status()));
  return out;
}

}  // namespace

TEST_GROUP(Template){};

TEST(Template, gives_what_osticket_gives_for_each_variable) {
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
                     {"ticket.name.middle", "M."},
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

TEST(Template, leaves_what_is_no_variable_as_it_is) {
  STRCMP_EQUAL(
      "a %{nothing} b 123 %{TICKET.number} %{recipient.name}",
      replaced("a %{nothing} b %{ticket.number} %{TICKET.number} %{recipient.name}").c_str());
  STRCMP_EQUAL("100 % %{ticket", replaced("100 % %{ticket").c_str());
  STRCMP_EQUAL("123123", replaced("%{ticket.number}%{ticket.number}").c_str());
}

TEST(Template, is_written_in_two_ways_and_any_mix_of_them) {
  STRCMP_EQUAL("123 123 123",
               replaced("%{ticket.number} %%7Bticket.number%7D %{ticket.number%7D").c_str());
  STRCMP_EQUAL("%123% 123", replaced("%%{ticket.number}% %{ticket.NUMBER}").c_str());
  for (const char* text : {"%{ ticket.number }", "%{}", "%{t}", "%{ticket", "%%7bticket.number%7d",
                           "%{1ticket}", "%{ticket-number}", "%", "%{", "%%7B"})
    STRCMP_EQUAL(text, replaced(text).c_str());
}

TEST(Template, gives_nothing_for_a_name_that_is_not_offered) {
  for (const char* text :
       {"%{ticket.staff.passwd}", "%{ticket.staff.ht}", "%{ticket..x}", "%{ticket.number.more}",
        "%{ticket.dept.manager.passwd}", "%{ticket.user.account.passwd}", "%{ticket.sla.x.y}"})
    STRCMP_EQUAL("", replaced(text).c_str());
}

TEST(Template, gives_text_for_a_first_word_that_is_text_whatever_follows) {
  STRCMP_EQUAL("https://help.example", replaced("%{url.more.of.it}").c_str());
}

namespace {

std::string expanded(const char* text, domain::TemplateValue value,
                     domain::TemplateContext context = domain::TemplateContext::kMarkup) {
  return domain::expand_template(text, {{"it", std::move(value)}}, context);
}

}  // namespace

TEST(Template, encodes_text_but_no_markup) {
  STRCMP_EQUAL("&lt;b&gt; &amp;", expanded("%{it}", domain::TemplateValue::plain("<b> &")).c_str());
  STRCMP_EQUAL("<b>x</b>", expanded("%{it}", domain::TemplateValue::markup("<b>x</b>")).c_str());
}

TEST(Template, gives_one_line_of_plain_text_for_a_subject) {
  const auto line = domain::TemplateContext::kLine;
  STRCMP_EQUAL("a & <b>", expanded("%{it}", domain::TemplateValue::plain("a & <b>"), line).c_str());
  STRCMP_EQUAL("ab & c",
               expanded("%{it}", domain::TemplateValue::markup("<p>a</p>b &amp; c"), line).c_str());
  STRCMP_EQUAL("aBcc: x",
               expanded("%{it}", domain::TemplateValue::plain("a\r\nBcc: x"), line).c_str());
}

TEST(Template, never_expands_what_a_variable_gave) {
  STRCMP_EQUAL("%{it} %{it}",
               expanded("%{it} %{it}", domain::TemplateValue::plain("%{it}")).c_str());
  STRCMP_EQUAL("%%{it}", expanded("%%{it}", domain::TemplateValue::plain("%{it}")).c_str());
}

TEST(Template, stays_within_its_bound) {
  std::string text;
  while (text.size() < 1'000'000) text += "%{it}";
  const std::string out =
      expanded(text.c_str(), domain::TemplateValue::plain(std::string(65536, 'x')));
  CHECK_TRUE(out.size() <= domain::kLongestExpansion);
  STRCMP_EQUAL("%{it}", out.substr(out.size() - 5).c_str());
}

TEST(Template, reads_hostile_text_in_linear_time) {
  for (const char* piece : {"%", "%{", "%{a", "%%7B", "%{it.", "%{it.a}", "%{%7B", "%{it"}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    CHECK_TRUE(!expanded(text.c_str(), domain::TemplateValue::plain("")).empty() ||
               std::string(piece) == "%{it.a}");
  }
}
