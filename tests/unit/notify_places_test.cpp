// SPDX-License-Identifier: MIT
// Who hears that a ticket came to a department, and that it is overdue.
#include "domain/desk/flags.hpp"
#include "domain/notify/notify.hpp"
#include "fakes/alerted_desk.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using fakes::Happening;

namespace {

/// Department 1 of the desk, all of whose agents would hear of it.
struct Placed : Happening {
  Placed() {
    for (const char* code : {"transfer.alert", "ticket.overdue"})
      desk.email_templates.push_back({1, code, code, "[%{comments}][%{staff}]"});
    for (const char* kind : {"transfer", "overdue"})
      for (const char* whom : {"active", "assigned", "dept_members", "dept_manager"})
        set(kind, whom, "1");
    desk.slas = {{5, 0, 1, 4, "Loud"}, {6, 0, domain::kSlaNoAlerts, 4, "Silent"}};
  }

  void set(const char* kind, const char* whom, const char* value) {
    desk.config[{"core", std::string(kind) + "_alert_" + whom}] = value;
  }

  std::string told() const {
    std::string text;
    for (const domain::Outgoing& mail : mails) {
      const std::string& address = mail.to[0].address;
      text += (text.empty() ? "" : " ") + address.substr(0, address.find('@'));
    }
    return text;
  }

  std::string transferred() {
    mails.clear();
    announce(domain::TicketTransferred{event.ticket, std::nullopt, 2});
    return told();
  }

  std::string overdue() {
    mails.clear();
    announce(domain::TicketOverdue{event.ticket});
    return told();
  }
};

}  // namespace

TEST_GROUP(NotifyOfPlaces){};

TEST(NotifyOfPlaces, tells_members_and_manager_of_a_ticket_that_nobody_has) {
  Placed placed;
  STRCMP_EQUAL("ann bob max", placed.transferred().c_str());
  STRCMP_EQUAL("ann bob max", placed.overdue().c_str());
}

TEST(NotifyOfPlaces, tells_the_agent_or_else_the_team_that_has_an_open_ticket) {
  Placed placed;
  placed.event.ticket.team_id = 9;
  STRCMP_EQUAL("ann eve max", placed.transferred().c_str());
  STRCMP_EQUAL("ann eve max", placed.overdue().c_str());
  placed.event.ticket.staff_id = 6;
  STRCMP_EQUAL("eve max", placed.transferred().c_str());
  placed.event.ticket.status_id = 3;
  STRCMP_EQUAL("ann bob max", placed.overdue().c_str());
}

TEST(NotifyOfPlaces, keeps_to_the_switches) {
  Placed placed;
  for (const char* kind : {"transfer", "overdue"}) placed.set(kind, "dept_manager", "0");
  STRCMP_EQUAL("ann bob", placed.transferred().c_str());
  for (const char* kind : {"transfer", "overdue"}) placed.set(kind, "dept_members", "0");
  STRCMP_EQUAL("", placed.transferred().c_str());
  STRCMP_EQUAL("", placed.overdue().c_str());
  placed.event.ticket.staff_id = 6;
  STRCMP_EQUAL("eve", placed.overdue().c_str());
  for (const char* kind : {"transfer", "overdue"}) placed.set(kind, "assigned", "0");
  STRCMP_EQUAL("", placed.overdue().c_str());
  for (const char* kind : {"transfer", "overdue"}) placed.set(kind, "assigned", "1");
  placed.set("transfer", "active", "0");
  STRCMP_EQUAL("", placed.transferred().c_str());
  STRCMP_EQUAL("eve", placed.overdue().c_str());
}

TEST(NotifyOfPlaces, is_silent_under_a_silent_sla_plan_where_it_is_overdue) {
  Placed placed;
  placed.event.ticket.sla_id = 5;
  STRCMP_EQUAL("ann bob max", placed.overdue().c_str());
  placed.event.ticket.sla_id = 6;
  STRCMP_EQUAL("", placed.overdue().c_str());
  STRCMP_EQUAL("ann bob max", placed.transferred().c_str());
}

TEST(NotifyOfPlaces, is_silent_without_a_department_an_account_or_templates) {
  Placed lost;
  lost.event.ticket.dept_id = 77;
  STRCMP_EQUAL("", lost.transferred().c_str());
  STRCMP_EQUAL("", lost.overdue().c_str());
  for (const char* setting : {"default_email_id", "default_template_id"}) {
    Placed placed;
    placed.desk.set(setting, "0");
    STRCMP_EQUAL("", placed.transferred().c_str());
    STRCMP_EQUAL("", placed.overdue().c_str());
  }
}

TEST(NotifyOfPlaces, tells_who_moved_a_ticket_and_what_he_said) {
  Placed placed;
  domain::TicketTransferred moved{placed.event.ticket, placed.event.message, 2};
  placed.announce(moved);
  STRCMP_EQUAL("[<p>Help</p>][ann Lee]", placed.mails.at(0).html.c_str());
  LONGS_EQUAL(13, placed.mails[0].tag.entry);
  LONGS_EQUAL(12, placed.mails[0].tag.thread);
  placed.transferred();
  STRCMP_EQUAL("[][ann Lee]", placed.mails.at(0).html.c_str());
  LONGS_EQUAL(0, placed.mails[0].tag.entry);
}
