// SPDX-License-Identifier: MIT
#include "mail/account.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using mail::read_login;
using mail::read_server;

namespace {

// What osTicket's Crypto made of `pässword $1` for user desk@lab.example of account 7 of address 3.
constexpr char kSalt[] = "LabLabLabLabLabLabLabLabLab12345";
constexpr char kByOpenSsl[] = "$2$JDEkAoWokro7VIkG1fz/SjDW8Sp14093AEavt5LPQbx3yCE=";
constexpr char kByPhp[] = "$3$JDEkaPShXIp6mjylWkTVg7+QoF98QbQwMptgfozEYN32zZw=";
constexpr char kText[] = "pässword $1";

mail::StoredLogin stored(const char* auth_bk, std::map<std::string, std::string> config) {
  return {3, 7, auth_bk, std::move(config)};
}

mail::StoredLogin stored_password(const char* sealed) {
  return stored("basic", {{"username", "desk@lab.example"}, {"passwd", sealed}});
}

mail::StoredLogin stored_token(const char* expires) {
  return stored("oauth2:google", {{"resource_owner_email", "desk@lab.example"},
                                  {"access_token", kByOpenSsl},
                                  {"expires", expires}});
}

bool hides_secrets(const base::Error& error) {
  const std::string all = error.message + error.detail;
  return all.find(kSalt) == std::string::npos && all.find("word $1") == std::string::npos &&
         all.find("JDEk") == std::string::npos && all.find('@') == std::string::npos;
}

}  // namespace

TEST_GROUP(MailServer){};

TEST(MailServer, is_protected_as_its_scheme_or_its_port_says) {
  struct Case {
    const char* host;
    int port;
    const char* name;
    mail::Tls tls;
  };
  using mail::Tls;
  for (const Case& c : {Case{"mail.example", 25, "mail.example", Tls::kNone},
                        Case{"mail.example", 465, "mail.example", Tls::kFromTheStart},
                        Case{"mail.example", 587, "mail.example", Tls::kStartTls},
                        Case{"ssl://Mail.example", 2525, "mail.example", Tls::kFromTheStart},
                        Case{"TLS://mail.example", 465, "mail.example", Tls::kStartTls},
                        Case{"plain://mail.example", 587, "mail.example", Tls::kNone},
                        Case{"smtp://mail.example", 25, "smtp://mail.example", Tls::kNone}}) {
    const mail::SmtpServer server = read_server(c.host, c.port);
    STRCMP_EQUAL(c.name, server.host.c_str());
    CHECK_TEXT(server.tls == c.tls, c.host);
    LONGS_EQUAL(c.port, server.port);
  }
}

TEST_GROUP(StoredLogin){};

TEST(StoredLogin, opens_the_passwords_that_osticket_sealed) {
  for (const char* sealed : {kByOpenSsl, kByPhp}) {
    const auto login = read_login(stored_password(sealed), kSalt, 0);
    CHECK_TRUE(login.ok());
    CHECK(login->kind == mail::LoginKind::kPassword);
    STRCMP_EQUAL("desk@lab.example", login->user.c_str());
    STRCMP_EQUAL(kText, login->secret.c_str());
  }
}

TEST(StoredLogin, is_none_where_the_server_asks_for_none) {
  const auto login = read_login(stored("none", {}), kSalt, 0);
  CHECK_TRUE(login.ok() && login->kind == mail::LoginKind::kNone);
}

TEST(StoredLogin, opens_a_token_until_it_ends) {
  const auto login = read_login(stored_token("1000"), kSalt, 1000);
  CHECK_TRUE(login.ok());
  CHECK(login->kind == mail::LoginKind::kToken);
  STRCMP_EQUAL(kText, login->secret.c_str());
  CHECK_FALSE(read_login(stored_token("1000"), kSalt, 1001).ok());
}

TEST(StoredLogin, fails_in_words_without_secrets) {
  mail::StoredLogin other_account = stored_password(kByOpenSsl);
  other_account.account_id = 8;
  for (const mail::StoredLogin& broken :
       {other_account, stored_password(""), stored_password("pässword $1"), stored("basic", {}),
        stored("mailbox", {}), stored("", {}), stored_token(""), stored_token("soon"),
        stored_token("1"), stored("oauth2:google", {{"expires", "99"}})}) {
    const auto login = read_login(broken, kSalt, 50);
    CHECK_FALSE(login.ok());
    CHECK_FALSE(login.error().detail.empty());
    CHECK_TRUE(hides_secrets(login.error()));
  }
  CHECK_FALSE(read_login(stored_password(kByOpenSsl), "another salt", 0).ok());
  CHECK_FALSE(read_login(stored_password(kByOpenSsl), "", 0).ok());
}

TEST_GROUP(Secret){};

TEST(Secret, of_another_form_stays_closed) {
  for (const char* sealed :
       {"", "$", "$2$", "$1$JDEkAoWokro7VIkG1fz/SjDW8Sp14093AEavt5LPQbx3yCE=", "$2$JDIk", "$2$JDEk",
        "$2$$$",
        "$2$JDEkAoWokro7VIkG1fz/SjDW8Q==", "$2$JDEkAoWokro7VIkG1fz/SjDW8Sp14093AEavt5LPQbx3yC"})
    CHECK_FALSE(mail::open_secret(sealed, kSalt, "x").has_value());
}
