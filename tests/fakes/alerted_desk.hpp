// SPDX-License-Identifier: MIT
// A help desk in which everybody hears of everything, and a ticket that has come in.
#pragma once

#include "domain/notify/notify.hpp"
#include "fakes/fake_connection.hpp"

#include <CppUTest/TestHarness.h>

namespace ost::fakes {

inline constexpr std::int64_t kUser = 7;

inline domain::Staff an_agent(std::int64_t id, std::int64_t dept_id, const char* name) {
  domain::Staff row;
  row.id = id;
  row.dept_id = dept_id;
  row.first_name = name;
  row.last_name = "Lee";
  row.email = std::string(name) + "@e.example";
  row.is_active = true;
  return row;
}

/// Department 1 has the agents ann and bob and is managed by max, who is in department 2. All
/// switches are on.
struct AlertedDesk : domain::HelpDesk {
  AlertedDesk() {
    for (const char* name :
         {"ticket_autoresponder", "overlimit_notice_active", "ticket_alert_active",
          "ticket_alert_admin", "ticket_alert_dept_members", "ticket_alert_dept_manager",
          "ticket_alert_acct_manager", "assigned_alert_active", "assigned_alert_staff",
          "assigned_alert_team_members", "assigned_alert_team_lead", "email_attachments",
          "strip_quoted_reply"})
      set(name, "1");
    set("default_email_id", "1");
    set("alert_email_id", "2");
    set("default_template_id", "1");
    set("admin_email", "root@e.example");
    set("log_level", "2");
    set("max_open_tickets", "3");
    set("helpdesk_url", "https://help.example/");
    set("reply_separator", "-- above --");
    email_accounts = {{1, "Support", "support@e.example"},
                      {2, "Alerts", "alerts@e.example"},
                      {3, "", "noreply@e.example"}};
    template_groups = {{1, "en_US"}, {2, "en_US"}};
    for (const char* code : {"ticket.autoresp", "ticket.autoreply", "ticket.overlimit",
                             "ticket.alert", "assigned.alert"})
      email_templates.push_back({1, code, code, "<p>Hi %{recipient}</p>"});
    statuses = {{1, "Open", "open", 3, 0, "{}"}, {3, "Closed", "closed", 3, 0, "{}"}};
    departments.resize(1);
    departments[0].id = 1;
    departments[0].manager_id = 4;
    departments[0].signature = "<i>we</i>";
    topics.resize(1);
    topics[0].id = 5;
    staff = {an_agent(2, 1, "ann"), an_agent(3, 1, "bob"), an_agent(4, 2, "max"),
             an_agent(6, 2, "eve")};
    teams = {{9, 3, 1, "Night"}};
    team_members = {{9, 2, 1}, {9, 6, 1}, {9, 3, 0}};
  }
  void set(const char* name, const char* value) { config[{"core", name}] = value; }
};

struct Happening {
  AlertedDesk desk;
  domain::TicketCreated event;
  db::UserRow user{1, kUser, "Jane Doe", 0, 0, "jane@x.example"};
  db::OrganizationRow organization{};
  std::vector<domain::Outgoing> mails;

  Happening() {
    event.ticket.id = 11;
    event.ticket.number = "123";
    event.ticket.user_id = kUser;
    event.ticket.status_id = 1;
    event.ticket.dept_id = 1;
    event.ticket.topic_id = 5;
    event.ticket.thread_id = 12;
    event.ticket.created = "2026-07-01 10:00:00";
    event.message.id = 13;
    event.message.body = "<p>Help</p>";
  }

  void announce(const domain::Event& what) {
    fakes::FakeConnection connection;
    domain::StoredTemplateSource source(connection);
    source.remember_user(user);
    source.remember_organization(organization);
    domain::NotifyContext context{desk, source, "salt", 0};
    CHECK_TRUE(bool(domain::notify(what, context, [&](domain::Outgoing mail) {
      mails.push_back(std::move(mail));
      return base::Status();
    })));
  }

  /// "subject>address" of each message; automatic answers, alerts and the rest have A, N and - in
  /// front.
  std::string heard() {
    announce(event);
    std::string text;
    for (const domain::Outgoing& mail : mails) {
      const char kind = "-AN"[static_cast<int>(mail.kind)];
      text += (text.empty() ? "" : " ") + std::string(1, kind) + mail.subject + ">" +
              mail.to[0].address;
    }
    return text;
  }
};

}  // namespace ost::fakes
