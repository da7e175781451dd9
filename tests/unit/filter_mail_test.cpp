// SPDX-License-Identifier: MIT
#include "domain/notify/filter_mail.hpp"

#include "fakes/alerted_desk.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using fakes::Happening;

namespace {

/// "name|address" of each mailbox of the list.
std::string read(const char* list) {
  std::string text;
  for (const domain::Mailbox& mailbox : domain::read_mailboxes(list))
    text += (text.empty() ? "" : ", ") + mailbox.name + "|" + mailbox.address;
  return text;
}

/// What a filter's mail to boss@b.example says, whose text is `message`.
std::string said(const char* message, domain::TemplateRecipient recipient,
                 const char* to = "The Boss <boss@b.example>") {
  Happening h;
  h.user.name = "Jane \"JD\" Doe";
  fakes::FakeConnection connection;
  domain::StoredTemplateSource source(connection);
  source.remember_user(h.user);
  domain::TemplateScope scope(h.desk, source, h.event.ticket);
  scope.recipient = std::move(recipient);
  const base::Json configuration = base::Json::Object{
      {"recipients", base::Json(to)}, {"subject", "S"}, {"message", base::Json(message)}};
  const auto mails = domain::filter_mails(scope, base::encode_json(configuration));
  CHECK_TRUE(bool(scope.status()));
  LONGS_EQUAL(1, mails.size());
  return mails[0].to[0].name + "|" + mails[0].to[0].address + "|" + mails[0].html;
}

}  // namespace

TEST_GROUP(Mailboxes){};

TEST(Mailboxes, are_read_with_and_without_names) {
  const struct {
    const char* list;
    const char* mailboxes;
  } cases[] = {
      {"a@b.c", "|a@b.c"},
      {" a@b.c , d@e.f ", "|a@b.c, |d@e.f"},
      {"Ann Lee <a@b.c>", "Ann Lee|a@b.c"},
      {"<a@b.c>", "|a@b.c"},
      {"Ann < a@b.c > behind", "Ann|a@b.c"},
      {R"("Lee, Ann" <a@b.c>,d@e.f)", "Lee, Ann|a@b.c, |d@e.f"},
      {R"("say \"hi, you\" \\" <a@b.c>)", R"(say "hi, you" \|a@b.c)"},
      {R"("a \)", ""},
      {R"(" <a@b.c>)", R"("|a@b.c)"},
      {R"("" <a@b.c>)", "|a@b.c"},
      {R"(a "b, c" <a@b.c>)", R"(a "b, c"|a@b.c)"},
      {"Ann <a,b@c.d>", "Ann|a,b@c.d"},
      {"Ann > <a@b.c>", "Ann >|a@b.c"},
      {"Ann <a@b.c", ""},
      {"Ann a@b.c>", ""},
      {"a@b.c (Ann Lee), d@e.f", "|a@b.c, |d@e.f"},
      {"a@b.c; d@e.f", ""},
      {R"("a b"@c.d)", R"(|"a b"@c.d)"},
      {"", ""},
      {",, ,", ""},
      {"nobody, @b.c, a@, Ann <>, <@>", ""},
  };
  for (const auto& c : cases) STRCMP_EQUAL_TEXT(c.mailboxes, read(c.list).c_str(), c.list);
}

TEST_GROUP(FilterMail){};

TEST(FilterMail, calls_the_recipient_by_the_requester_and_else_by_the_address) {
  using Kind = domain::TemplateRecipient::Kind;
  const domain::TemplateRecipient owner{Kind::kOwner, fakes::kUser}, nobody{Kind::kNobody};
  const domain::TemplateRecipient admin{Kind::kNamed, 0, "Admin"};
  const char* const text = "%{recipient}, %{recipient.email}, %{recipient.host}, %{recipient.ship}";
  STRCMP_EQUAL("The Boss|boss@b.example|Jane &quot;JD&quot; Doe, jane@x.example, b.example, ",
               said(text, owner).c_str());
  STRCMP_EQUAL("The Boss|boss@b.example|, , b.example, ", said(text, nobody).c_str());
  STRCMP_EQUAL("The Boss|boss@b.example|Admin, , b.example, ", said(text, admin).c_str());
  STRCMP_EQUAL("The Boss|boss@b.example|The Boss, boss",
               said("%{recipient.personal}, %{recipient.mailbox}", owner).c_str());
}

TEST(FilterMail, quotes_the_name_of_the_requester) {
  const char* const name = "\"Jane \\\"JD\\\" Doe\" <jane@x.example>";
  STRCMP_EQUAL((std::string("Jane \"JD\" Doe|jane@x.example|") +
                "&quot;Jane \\&quot;JD\\&quot; Doe" + "&quot; &lt;jane@x.example&gt;")
                   .c_str(),
               said("%{user}", {}, "%{user}").c_str());
  STRCMP_EQUAL("Jane \"JD\" Doe|jane@x.example", read(name).c_str());
}

TEST(FilterMail, calls_the_requester_as_he_is_kept_whatever_the_format_of_names) {
  Happening h;
  h.desk.set("client_name_format", "lastfirst");
  fakes::FakeConnection connection;
  domain::StoredTemplateSource source(connection);
  source.remember_user(h.user);
  domain::TemplateScope scope(h.desk, source, h.event.ticket);
  const auto mails = domain::filter_mails(scope, R"({"recipients":"%{user}"})");
  LONGS_EQUAL(1, mails.size());
  STRCMP_EQUAL("Jane Doe", mails[0].to[0].name.c_str());
}

TEST(FilterMail, goes_to_nobody_where_its_action_says_nothing_of_use) {
  Happening h;
  fakes::FakeConnection connection;
  domain::StoredTemplateSource source(connection);
  source.remember_user(h.user);
  domain::TemplateScope scope(h.desk, source, h.event.ticket);
  for (const char* configuration : {"", "no JSON", "[]", "{}", R"({"recipients":"nobody"})"})
    LONGS_EQUAL(0, domain::filter_mails(scope, configuration).size());
  const char* const whole = R"({"recipients":"a@b.c","from":99})";
  LONGS_EQUAL(1, domain::filter_mails(scope, whole).size());
  h.desk.set("default_email_id", "0");
  LONGS_EQUAL(0, domain::filter_mails(scope, whole).size());
}
