// SPDX-License-Identifier: MIT
#include "domain/forms/field_validators.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(Validators){};

TEST(Validators, know_addresses) {
  for (const char* good : {"a@b.example", "first.last+tag@sub.b-c.example", "a@b",
                           "o'b!x@c_d.example", "a@[192.0.2.1]"})
    CHECK_TRUE(domain::is_email(good));
  for (const char* bad :
       {"", "a", "@b.example", "a@", "a b@c.example", "a@b@c", "a@localhost", "a..b@c.example",
        "a@b..c", "\"a\"@b.example", "a,b@c.example", "ü@b.example", "a@bücher.example", "a@[1]2]"})
    CHECK_FALSE(domain::is_email(bad));
}

TEST(Validators, say_what_is_wrong_in_osticket_s_words) {
  struct {
    const char* configuration;
    const char* value;
    const char* complaint;
  } const cases[] = {
      {"{}", "fine", ""},
      {"{}", "=1+1", "Content cannot start with the following characters: = - + @"},
      {"{}", "+49123", ""},
      {"{}", "-x", "Content cannot start with the following characters: = - + @"},
      {R"({"validator":"number"})", "12.5", ""},
      {R"({"validator":"number"})", "twelve", "Enter a Number"},
      {R"({"validator":"ip"})", "2001:db8::1", ""},
      {R"({"validator":"ip"})", "300.1.1.1", "Enter a valid IP address"},
      {R"({"validator":"phone"})", "+1 (555) 123-4567", ""},
      {R"({"validator":"phone"})", "123", "Enter a valid phone number"},
      {R"({"validator":"email"})", "x", "Enter a valid email address"},
      {R"({"validator":"regex","regex":"/^[A-Z]\\d+$/"})", "A12", ""},
      {R"({"validator":"regex","regex":"/^[A-Z]\\d+$/"})", "a12",
       "Value does not match required pattern"},
      {R"({"validator":"regex","regex":"/(/","validator-error":"Own words"})", "a", "Own words"},
      {R"({"validator":"noop"})", "=x", ""},
  };
  for (const auto& c : cases)
    STRCMP_EQUAL(c.complaint, domain::validate_text(c.value, domain::FieldSettings::read(
                                                                 domain::json_in(c.configuration)))
                                  .c_str());
}

TEST(Validators, know_phones_with_extension) {
  const domain::FieldSettings none;
  STRCMP_EQUAL("", domain::validate_phone("5551234567X89", none).c_str());
  STRCMP_EQUAL("Enter a valid phone number", domain::validate_phone("123", none).c_str());
  STRCMP_EQUAL("Enter a valid phone extension",
               domain::validate_phone("5551234567XX", none).c_str());
  STRCMP_EQUAL("(555) 123-4567", domain::format_phone("5551234567").c_str());
  STRCMP_EQUAL("123-4567", domain::format_phone("1234567").c_str());
}
