// SPDX-License-Identifier: MIT
#include "domain/notify/audience.hpp"
#include "domain/notify/filter_mail.hpp"
#include "domain/notify/notify.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/notify/write_mail.hpp"
#include "fakes/alerted_desk.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::Outgoing;
using fakes::an_agent;
using fakes::Happening;

TEST_GROUP(NotifyMessage){};

TEST(NotifyMessage, writes_from_the_account_that_is_meant_for_it) {
  Happening h;
  h.desk.departments[0].email_id = 2;
  h.desk.departments[0].autoresp_email_id = 3;
  h.heard();
  LONGS_EQUAL(3, h.mails[0].account_id);
  STRCMP_EQUAL("noreply@e.example", h.mails[0].from.address.c_str());
  LONGS_EQUAL(2, h.mails[1].account_id);
  STRCMP_EQUAL("Alerts", h.mails[1].from.name.c_str());
}

TEST(NotifyMessage, sends_nothing_without_an_account_or_a_set_of_templates) {
  Happening h;
  h.desk.set("default_email_id", "0");
  STRCMP_EQUAL("", h.heard().c_str());
  Happening other;
  other.desk.set("default_template_id", "0");
  STRCMP_EQUAL("", other.heard().c_str());
}

TEST(NotifyMessage, uses_the_departments_templates_and_own_words_where_they_lack_a_text) {
  Happening h;
  h.event.alert = false;
  h.desk.departments[0].template_group_id = 2;
  STRCMP_EQUAL("AWe have your request [#123]>jane@x.example", h.heard().c_str());
}

TEST(NotifyMessage, keeps_the_signature_of_a_private_department_to_itself) {
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

TEST(NotifyMessage, sends_plain_text_alone_where_the_help_desk_has_no_rich_text) {
  Happening h;
  h.event.alert = false;
  h.desk.set("enable_richtext", "0");
  h.heard();
  STRCMP_EQUAL("", html_to_send(h.mails[0], "ID").c_str());
  STRCMP_EQUAL("Hi Jane Doe\nRef-Mid: ID\n", text_to_send(h.mails[0], "ID").c_str());
}

TEST(NotifyMessage, gives_images_an_id_of_the_senders_domain) {
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

TEST(NotifyMessage, attaches_files_of_an_entry_that_its_text_does_not_show) {
  for (const bool is_rich : {true, false}) {
    Happening h;
    h.desk.set("enable_richtext", is_rich ? "1" : "0");
    fakes::FakeConnection connection;
    domain::StoredTemplateSource source(connection);
    domain::TemplateScope scope(h.desk, source, h.event.ticket);
    const std::string key(32, 'k');
    domain::Letterhead head{h.desk.email_accounts[0], {"", "jane@x.example"}};
    head.attachments = {{1, "shown.png", key, ""}, {2, "beside.txt", "other", ""}};
    const Outgoing mail =
        write_mail(scope, {"s", "<img src=\"cid:" + key + "\">"}, {}, std::move(head));
    LONGS_EQUAL(is_rich ? 1 : 2, mail.attachments.size());
    STRCMP_EQUAL("beside.txt", mail.attachments.back().name.c_str());
  }
}

TEST(NotifyMessage, attaches_what_a_template_asks_for_besides_what_it_shows) {
  Happening h;
  fakes::FakeConnection connection;
  const std::string key(32, 'k');
  connection.rows["template_data.entry_files"] = {{"1", "sent.png", key, "kept.png"}};
  domain::StoredTemplateSource source(connection);
  domain::TemplateScope scope(h.desk, source, h.event.ticket);
  const Outgoing mail = write_mail(scope, {"s", "%{message.files}<img src=\"cid:" + key + "\">"},
                                   {{"message", entry_value(scope, h.event.message)}},
                                   {h.desk.email_accounts[0], {"", "jane@x.example"}});
  LONGS_EQUAL(1, mail.inline_keys.size());
  LONGS_EQUAL(1, mail.attachments.size());
  STRCMP_EQUAL("kept.png", mail.attachments[0].name.c_str());
}

TEST(NotifyMessage, gives_a_link_without_a_token_where_a_collaborator_is_but_asleep) {
  Happening h;
  fakes::FakeConnection connection;
  connection.rows["template_data.collaborators"] = {
      {"8", "8", "Carl", "0", "0", "carl@x.example", "1", "31", "0"}};
  domain::StoredTemplateSource source(connection);
  source.remember_user(h.user);
  domain::TemplateScope scope(h.desk, source, h.event.ticket);
  scope.secret_salt = "salt";
  scope.recipient = {domain::TemplateRecipient::Kind::kOwner, fakes::kUser};
  domain::TemplateRoots roots = ticket_roots(scope);
  roots.emplace_back("recipient", recipient_value(scope));
  h.desk.set("allow_auth_tokens", "1");
  STRCMP_EQUAL("https://help.example/view.php?id=11 Jane Doe",
               expand_template("%{recipient.ticket_link} %{ticket.recipients}", roots,
                               domain::TemplateContext::kMarkup)
                   .c_str());
}

TEST(NotifyMessage, cannot_be_made_to_write_headers) {
  Happening h;
  h.event.alert = false;
  h.user.name = "Jane\r\nBcc: all@e.example";
  h.desk.email_templates[0].subject = "To %{recipient}\r\nX: y";
  h.heard();
  STRCMP_EQUAL("To JaneBcc: all@e.exampleX: y", h.mails[0].subject.c_str());
}

TEST(NotifyMessage, does_not_expand_what_a_user_wrote) {
  Happening h;
  h.event.alert = false;
  h.user.name = "%{ticket.number}";
  h.event.message.body = "<p>%{ticket.number}</p>";
  h.desk.email_templates[0].body = "%{recipient} %{message}";
  h.heard();
  STRCMP_EQUAL("%{ticket.number} <p>%{ticket.number}</p>", h.mails[0].html.c_str());
}

TEST(NotifyMessage, sends_what_filters_send_in_their_own_words) {
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

TEST(NotifyMessage, stops_when_a_message_cannot_be_kept) {
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

TEST(NotifyMessage, fails_when_a_variable_cannot_be_read) {
  Happening h;
  fakes::FakeConnection connection;
  connection.errors["template_data.user"] = base::unavailable("gone");
  domain::StoredTemplateSource source(connection);
  domain::NotifyContext context{h.desk, source, "", 0};
  CHECK_FALSE(
      bool(domain::notify(h.event, context, [](const Outgoing&) { return base::Status(); })));
}

TEST(NotifyMessage, tells_ten_thousand_agents_one_at_a_time) {
  Happening h;
  h.event.autorespond = false;
  h.desk.set("ticket_alert_admin", "0");
  h.desk.set("ticket_alert_dept_manager", "0");
  for (std::int64_t id = 100; id < 10'098; ++id)
    h.desk.staff.push_back(an_agent(id, 1, ("a" + std::to_string(id)).c_str()));
  h.heard();
  LONGS_EQUAL(10'000, h.mails.size());
}
