// SPDX-License-Identifier: MIT
#include "domain/desk/names.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

TEST_GROUP(PersonName){};

TEST(PersonName, is_taken_apart_as_osticket_does) {
  struct {
    const char* text;
    const char* parts;  ///< salutation, first, middle, last, suffix
  } const cases[] = {{"Jane", "|Jane|||"},
                     {"Jane Doe", "|Jane||Doe|"},
                     {"Jane Mary Ann Doe", "|Jane|Mary Ann|Doe|"},
                     {"Dr. Jane Doe Jr.", "Dr.|Jane||Doe|Jr."},
                     {"J. Doe", "J.|Doe|||"},
                     {"Jane Jr.", "|Jane|||Jr."},
                     {"J.Doe", "|J||Doe|"},
                     {"", "||||"}};
  for (const auto& c : cases) {
    const auto name = domain::split_name(c.text);
    STRCMP_EQUAL(c.parts, (name.salutation + "|" + name.first + "|" + name.middle + "|" +
                           name.last + "|" + name.suffix)
                              .c_str());
  }
}

TEST(PersonName, has_osticket_s_formats) {
  const auto name = domain::split_name("Dr. Zo\xC3\xAB \xC3\x89va Doe Jr.");
  struct {
    const char* format;
    const char* text;
  } const cases[] = {{"first", "Zo\xC3\xAB"},
                     {"last", "Doe"},
                     {"full", "Zo\xC3\xAB Doe"},
                     {"legal", "Zo\xC3\xAB \xC3\x89. Doe"},
                     {"lastfirst", "Doe, Zo\xC3\xAB, Jr."},
                     {"formal", "Dr. Doe"},
                     {"short", "Zo\xC3\xAB D."},
                     {"shortformal", "Z. Doe"},
                     {"complete", "Dr. Zo\xC3\xAB \xC3\x89. Doe Jr."},
                     {"original", "Dr. Zo\xC3\xAB \xC3\x89va Doe Jr."},
                     {"", "Dr. Zo\xC3\xAB \xC3\x89va Doe Jr."}};
  for (const auto& c : cases) STRCMP_EQUAL(c.text, domain::format_name(name, c.format).c_str());
}

TEST(PersonName, leaves_out_what_is_missing) {
  const auto name = domain::split_name("Jane");
  STRCMP_EQUAL("Jane", domain::format_name(name, "full").c_str());
  STRCMP_EQUAL("Jane", domain::format_name(name, "lastfirst").c_str());
  STRCMP_EQUAL("Jane", domain::format_name(name, "complete").c_str());
}

TEST(PersonName, falls_back_to_the_mailbox) {
  const domain::HelpDesk desk;
  STRCMP_EQUAL("jane.doe", domain::name_or_mailbox("", "jane.doe@e.example").c_str());
  STRCMP_EQUAL("Jane Doe", domain::user_name_text(desk, "Jane Doe", "j@e.example").c_str());
}
