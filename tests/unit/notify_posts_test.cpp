// SPDX-License-Identifier: MIT
#include "domain/notify/notify.hpp"
#include "fakes/alerted_desk.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::Outgoing;
using fakes::an_agent;
using fakes::Happening;

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

TEST(NotifyOfPosts, leaves_two_line_breaks_to_write_above_where_there_are_no_words_for_it) {
  for (const auto& [strips, tag] : {std::pair("1", "<br/><br/>"), std::pair("0", "")}) {
    Answered answered;
    answered.desk.set("reply_separator", "");
    answered.desk.set("strip_quoted_reply", strips);
    STRCMP_EQUAL(tag, answered.sent().reply_separator.value_or("none").c_str());
  }
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

TEST(NotifyOfPosts, confirms_a_collaborators_message_by_a_copy_that_calls_him_by_name_and_address) {
  Answered answered;
  answered.desk.set("message_autoresponder", "1");
  answered.desk.departments[0].message_auto_response = true;
  answered.desk.email_templates.push_back({2, "message.autoresp", "s", "%{recipient}"});
  answered.desk.departments[0].template_group_id = 2;
  const db::UserRow carl = answered.reply.recipients.collaborators[0].user;
  answered.user = carl;
  answered.announce(domain::MessagePosted{answered.event.ticket, answered.event.message, carl});
  LONGS_EQUAL(1, answered.mails.size());
  CHECK_TRUE(answered.mails[0].to.empty());
  STRCMP_EQUAL("carl@x.example", answered.mails[0].cc.at(0).address.c_str());
  CHECK(answered.mails[0].tag.kind == 'C');
  STRCMP_EQUAL("&quot;Carl&quot; &lt;carl@x.example&gt;", answered.mails[0].html.c_str());
}

TEST(NotifyOfPosts, gives_participants_nothing_of_a_message_but_its_text) {
  Answered answered;
  answered.desk.set("message_autoresponder_collabs", "1");
  answered.desk.email_templates.push_back(
      {2, "ticket.activity.notice", "s", "%{message} %{message.create_date}"});
  answered.desk.departments[0].template_group_id = 2;
  for (const auto& [format, text] :
       {std::pair("html", "<p>Help</p> <p>Help</p>"), std::pair("text",
                                                                "&lt;p&gt;Help&lt;/p&gt; "
                                                                "&lt;p&gt;Help&lt;/p&gt;")}) {
    domain::MessagePosted posted{answered.event.ticket, answered.event.message, answered.user};
    posted.message.format = format;
    posted.recipients.collaborators = answered.reply.recipients.collaborators;
    answered.announce(posted);
    STRCMP_EQUAL(text, answered.mails.back().html.c_str());
  }
}

TEST(NotifyOfPosts, tells_the_account_manager_of_whoever_owns_the_ticket_that_was_written_to) {
  for (const bool is_merged : {false, true}) {
    Answered answered;
    for (const char* name : {"message_alert_active", "message_alert_acct_manager"})
      answered.desk.set(name, "1");
    answered.organization = {3, "Acme", "s6", 0, ""};
    answered.user = {9, 9, "Olga", 3, 0, "olga@x.example"};
    domain::MessagePosted posted{answered.event.ticket, answered.event.message, {}};
    if (is_merged) posted.owner_id = 9;
    answered.announce(posted);
    LONGS_EQUAL(is_merged ? 1 : 0, answered.mails.size());
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
