// SPDX-License-Identifier: MIT
#include "domain/notify/notify.hpp"
#include "domain/notify/audience.hpp"
#include "domain/notify/filter_mail.hpp"
#include "fakes/fake_connection.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::Outgoing;

namespace {

constexpr std::int64_t kUser = 7;

db::StaffRow an_agent(std::int64_t id, std::int64_t dept_id, const char* name) {
  db::StaffRow row;
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
struct Desk : domain::HelpDesk {
  Desk() {
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
  Desk desk;
  domain::TicketCreated event;
  db::UserRow user{1, kUser, "Jane Doe", 0, 0, "jane@x.example"};
  db::OrganizationRow organization{};
  std::vector<Outgoing> mails;

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
    CHECK_TRUE(bool(domain::notify(what, context, [&](Outgoing mail) {
      mails.push_back(std::move(mail));
      return base::Status();
    })));
  }

  /// "subject>address" of each message; automatic answers, alerts and the rest have A, N and - in
  /// front.
  std::string heard() {
    announce(event);
    std::string text;
    for (const Outgoing& mail : mails) {
      const char kind = "-AN"[static_cast<int>(mail.kind)];
      text += (text.empty() ? "" : " ") + std::string(1, kind) + mail.subject + ">" +
              mail.to[0].address;
    }
    return text;
  }
};

}  // namespace

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
  const domain::Audience none = domain::alert_members(Desk(), Desk().departments[0]);
  LONGS_EQUAL(2, none.size());
  Desk desk;
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

TEST(Notify, writes_from_the_account_that_is_meant_for_it) {
  Happening h;
  h.desk.departments[0].email_id = 2;
  h.desk.departments[0].autoresp_email_id = 3;
  h.heard();
  LONGS_EQUAL(3, h.mails[0].account_id);
  STRCMP_EQUAL("noreply@e.example", h.mails[0].from.address.c_str());
  LONGS_EQUAL(2, h.mails[1].account_id);
  STRCMP_EQUAL("Alerts", h.mails[1].from.name.c_str());
}

TEST(Notify, sends_nothing_without_an_account_or_a_set_of_templates) {
  Happening h;
  h.desk.set("default_email_id", "0");
  STRCMP_EQUAL("", h.heard().c_str());
  Happening other;
  other.desk.set("default_template_id", "0");
  STRCMP_EQUAL("", other.heard().c_str());
}

TEST(Notify, uses_the_departments_templates_and_own_words_where_they_lack_a_text) {
  Happening h;
  h.event.alert = false;
  h.desk.departments[0].template_group_id = 2;
  STRCMP_EQUAL("AWe have your request [#123]>jane@x.example", h.heard().c_str());
}

TEST(Notify, keeps_the_signature_of_a_private_department_to_itself) {
  Happening h;
  h.event.alert = false;
  h.desk.email_templates[0].body = "[%{signature}]";
  h.heard();
  STRCMP_EQUAL("[<i>we</i>]", h.mails[0].html.c_str());
  h.mails.clear();
  h.desk.departments[0].is_public = false;
  h.heard();
  STRCMP_EQUAL("[]", h.mails[0].html.c_str());
}

TEST(Notify, sends_plain_text_alone_where_the_help_desk_has_no_rich_text) {
  Happening h;
  h.event.alert = false;
  h.desk.set("enable_richtext", "0");
  h.heard();
  STRCMP_EQUAL("", html_to_send(h.mails[0], "ID").c_str());
  STRCMP_EQUAL("Hi Jane Doe\nRef-Mid: ID\n", text_to_send(h.mails[0], "ID").c_str());
}

TEST(Notify, gives_images_an_id_of_the_senders_domain) {
  Happening h;
  h.event.alert = false;
  const std::string key(32, 'k');
  h.desk.email_templates[0].body =
      "<img src=\"cid:" + key + "\"><img src=\"cid:" + key + "\"><img src=\"cid:short\">";
  h.heard();
  STRCMP_EQUAL(("<img src=\"cid:" + key + "@e.example\"><img src=\"cid:" + key +
                "@e.example\"><img src=\"cid:short\">")
                   .c_str(),
               h.mails[0].html.c_str());
  LONGS_EQUAL(1, h.mails[0].inline_keys.size());
}

TEST(Notify, cannot_be_made_to_write_headers) {
  Happening h;
  h.event.alert = false;
  h.user.name = "Jane\r\nBcc: all@e.example";
  h.desk.email_templates[0].subject = "To %{recipient}\r\nX: y";
  h.heard();
  STRCMP_EQUAL("To JaneBcc: all@e.exampleX: y", h.mails[0].subject.c_str());
}

TEST(Notify, does_not_expand_what_a_user_wrote) {
  Happening h;
  h.event.alert = false;
  h.user.name = "%{ticket.number}";
  h.event.message.body = "<p>%{ticket.number}</p>";
  h.desk.email_templates[0].body = "%{recipient} %{message}";
  h.heard();
  STRCMP_EQUAL("%{ticket.number} <p>%{ticket.number}</p>", h.mails[0].html.c_str());
}

TEST(Notify, sends_what_filters_send_in_their_own_words) {
  Happening h;
  h.event.alert = h.event.autorespond = false;
  h.event.filter_mails = {
      R"({"recipients":"%{user}, \"Boss, Big\" <boss@b.example>, nobody","subject":"Got %{ticket.number}",)"
      R"("message":"<p>%{recipient.personal}: %{recipient} of %{user}</p>","from":2})",
      "no JSON"};
  STRCMP_EQUAL("-Got 123>jane@x.example -Got 123>boss@b.example", h.heard().c_str());
  STRCMP_EQUAL("<p>Boss, Big: Jane Doe of &quot;Jane Doe&quot; &lt;jane@x.example&gt;</p>",
               h.mails[1].html.c_str());
  LONGS_EQUAL('?', h.mails[1].tag.kind);
  LONGS_EQUAL(2, h.mails[1].account_id);
}

TEST(Notify, stops_when_a_message_cannot_be_kept) {
  Happening h;
  fakes::FakeConnection connection;
  domain::StoredTemplateSource source(connection);
  source.remember_user(h.user);
  domain::NotifyContext context{h.desk, source, "", 0};
  int calls = 0;
  const base::Status told = domain::notify(h.event, context, [&](const Outgoing&) {
    ++calls;
    return base::Status(base::internal_error("full"));
  });
  CHECK_FALSE(bool(told));
  LONGS_EQUAL(1, calls);
}

TEST(Notify, fails_when_a_variable_cannot_be_read) {
  Happening h;
  fakes::FakeConnection connection;
  connection.errors["template_data.user"] = base::unavailable("gone");
  domain::StoredTemplateSource source(connection);
  domain::NotifyContext context{h.desk, source, "", 0};
  CHECK_FALSE(
      bool(domain::notify(h.event, context, [](const Outgoing&) { return base::Status(); })));
}

TEST(Notify, tells_ten_thousand_agents_one_at_a_time) {
  Happening h;
  h.event.autorespond = false;
  h.desk.set("ticket_alert_admin", "0");
  h.desk.set("ticket_alert_dept_manager", "0");
  for (std::int64_t id = 100; id < 10'098; ++id)
    h.desk.staff.push_back(an_agent(id, 1, ("a" + std::to_string(id)).c_str()));
  h.heard();
  LONGS_EQUAL(10'000, h.mails.size());
}

namespace {

/// An answer of ann (agent 2) to Jane, with a copy to Carl.
struct Answered : Happening {
  domain::TicketReplied reply;

  Answered() {
    for (const char* code : {"ticket.reply", "note.alert", "message.autoresp",
                             "ticket.activity.notice", "message.alert"})
      desk.email_templates.push_back({1, code, code, "<p>Hi %{recipient.name.first}</p>"});
    desk.staff[0].signature = "<b>ann</b>";
    reply.ticket = event.ticket;
    reply.response.id = 14;
    reply.response.body = "<p>Yes</p>";
    reply.agent_id = 2;
    reply.recipients.owner = user;
    reply.recipients.collaborators = {
        {31, true, db::UserRow{8, 8, "Carl", 0, 0, "carl@x.example"}}};
  }

  const Outgoing& sent() {
    announce(reply);
    LONGS_EQUAL(1, mails.size());
    return mails.at(0);
  }
};

}  // namespace

TEST_GROUP(NotifyOfPosts){};

TEST(NotifyOfPosts, sends_one_answer_to_the_owner_with_copies) {
  Answered answered;
  const Outgoing& mail = answered.sent();
  STRCMP_EQUAL("jane@x.example", mail.to.at(0).address.c_str());
  STRCMP_EQUAL("carl@x.example", mail.cc.at(0).address.c_str());
  STRCMP_EQUAL("Support", mail.from.name.c_str());
  STRCMP_EQUAL("<p>Hi Jane</p>", mail.html.c_str());
  CHECK(mail.tag.kind == 'M');
  LONGS_EQUAL(14, mail.tag.entry);
}

TEST(NotifyOfPosts, writes_from_the_address_and_under_the_name_that_the_agent_wants) {
  Answered answered;
  answered.reply.from_email_id = 3;
  answered.desk.config[{"staff.2", "default_from_name"}] = "mine";
  const Outgoing& mail = answered.sent();
  STRCMP_EQUAL("noreply@e.example", mail.from.address.c_str());
  STRCMP_EQUAL("ann Lee", mail.from.name.c_str());
}

TEST(NotifyOfPosts, keeps_the_agents_name_where_the_help_desk_hides_it) {
  Answered answered;
  answered.desk.config[{"staff.2", "default_from_name"}] = "mine";
  answered.desk.set("hide_staff_name", "1");
  STRCMP_EQUAL("Support", answered.sent().from.name.c_str());
}

TEST(NotifyOfPosts, answers_the_last_mail_from_anybody_or_from_whom_it_confirms) {
  Answered answered;
  const db::AnsweredMail anybodys = answered.sent().answers;
  LONGS_EQUAL(12, anybodys.thread_id);
  LONGS_EQUAL(14, anybodys.entry_id);
  LONGS_EQUAL(0, anybodys.user_id);
  answered.desk.departments[0].message_auto_response = true;
  answered.desk.set("message_autoresponder", "1");
  answered.announce(
      domain::MessagePosted{answered.event.ticket, answered.event.message, answered.user});
  LONGS_EQUAL(2, answered.mails.size());
  LONGS_EQUAL(13, answered.mails.back().answers.entry_id);
  LONGS_EQUAL(answered.user.id, answered.mails.back().answers.user_id);
}

TEST(NotifyOfPosts, signs_as_the_agent_asks) {
  using Signature = domain::TicketReplied::Signature;
  for (const auto& [signature, text] : {std::pair<Signature, const char*>{Signature::kNone, ""},
                                        {Signature::kMine, "<b>ann</b>"},
                                        {Signature::kDepartment, "<i>we</i>"}}) {
    Answered answered;
    answered.desk.email_templates.push_back({2, "ticket.reply", "s", "%{signature}"});
    answered.desk.departments[0].template_group_id = 2;
    answered.reply.signature = signature;
    STRCMP_EQUAL(text, answered.sent().html.c_str());
  }
}

TEST(NotifyOfPosts, calls_a_collaborator_so_where_the_owner_wrote_himself) {
  Answered answered;
  domain::MessagePosted posted{answered.event.ticket, answered.event.message, answered.user};
  posted.recipients.collaborators = answered.reply.recipients.collaborators;
  answered.desk.set("message_autoresponder_collabs", "1");
  answered.announce(posted);
  LONGS_EQUAL(1, answered.mails.size());
  CHECK_TRUE(answered.mails[0].to.empty());
  STRCMP_EQUAL("carl@x.example", answered.mails[0].cc.at(0).address.c_str());
  STRCMP_EQUAL("<p>Hi Collaborator</p>", answered.mails[0].html.c_str());
}

TEST(NotifyOfPosts, confirms_a_message_where_department_and_help_desk_do) {
  for (const bool confirms : {true, false}) {
    Answered answered;
    answered.desk.set("message_autoresponder", "1");
    answered.desk.departments[0].message_auto_response = confirms;
    answered.announce(
        domain::MessagePosted{answered.event.ticket, answered.event.message, answered.user});
    LONGS_EQUAL(confirms ? 1 : 0, answered.mails.size());
    if (confirms) CHECK(answered.mails[0].tag.kind == 'U');
  }
}

TEST(NotifyOfPosts, tells_agents_of_an_activity_but_not_who_did_it) {
  Answered answered;
  for (const char* name : {"note_alert_active", "note_alert_assigned", "note_alert_dept_manager"})
    answered.desk.set(name, "1");
  domain::TicketActivity activity{answered.event.ticket, answered.reply.response, "New Response"};
  activity.entry.staff_id = 2;
  activity.assignee_id = 3;
  answered.announce(activity);
  LONGS_EQUAL(2, answered.mails.size());
  STRCMP_EQUAL("bob@e.example", answered.mails[0].to.at(0).address.c_str());
  STRCMP_EQUAL("max@e.example", answered.mails[1].to.at(0).address.c_str());
}

TEST(NotifyOfPosts, tells_of_a_closed_ticket_whom_it_was_referred_to) {
  Answered answered;
  for (const char* name : {"note_alert_active", "note_alert_assigned"})
    answered.desk.set(name, "1");
  for (const bool is_referred : {false, true}) {
    domain::TicketActivity activity{answered.event.ticket, answered.reply.response, "New Response"};
    activity.ticket.status_id = 3;
    activity.assignee_id = 6;
    if (is_referred) activity.referrals = {{'S', 6}};
    answered.mails.clear();
    answered.announce(activity);
    LONGS_EQUAL(is_referred ? 1 : 0, answered.mails.size());
  }
}
