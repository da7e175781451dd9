// SPDX-License-Identifier: MIT
// What osTicket 1.18 itself made of the same values, for the ticket form and for other forms.
#include "domain/form_field.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::Intake;

namespace {

constexpr char kOne[] = R"({"choices":"a:Alpha\r\nb:Beta\r\n5:Five"})";
constexpr char kMany[] = R"({"choices":"a:Alpha\r\nb:Beta","multiselect":true})";

struct Desk : domain::HelpDesk {
  Desk() {
    list_items = {{1, 2, 1, "Berlin HQ", "BER", "[]"},
                  {2, 2, 1, "Austin", "AUS", "[]"},
                  {3, 2, 0, "Closed site", "XXX", "[]"},
                  {4, 9, 1, "Elsewhere", "ELS", "[]"}};
    priorities = {{1, "low", "Low", 4, true}, {3, "high", "High", 2, true}};
    add_department(1, 0, 4, true, "Support");
    add_department(3, 0, 4, true, "Maintenance");
    add_department(4, 3, 4, true, "Field Engineering");
    add_department(5, 0, 0, true, "Disabled");
    add_department(6, 0, 4, false, "Silent");
    add_agent(1, "Admin", "User", true);
    add_agent(4, "Carol", "Cole", false);
    teams = {{1, 0, 1, "Level I"}, {3, 0, 0, "Disabled team"}};
    topics.resize(3);
    for (std::size_t i = 0; i < topics.size(); ++i) topics[i].id = static_cast<std::int64_t>(i + 1);
    topics[0].topic = "Questions";
    topics[0].flags = 2;
    topics[1].topic = "Retired";
    topics[2].topic = "Internal";
    topics[2].flags = 2;
    topics[2].is_public = false;
  }
  void add_department(std::int64_t id, std::int64_t parent, std::int64_t flags, bool is_public,
                      const char* name) {
    db::DepartmentRow row;
    row.id = id;
    row.parent_id = parent;
    row.flags = flags;
    row.is_public = is_public;
    row.name = name;
    departments.push_back(row);
  }
  void add_agent(std::int64_t id, const char* first, const char* last, bool is_active) {
    db::StaffRow row;
    row.id = id;
    row.first_name = first;
    row.last_name = last;
    row.is_active = is_active;
    staff.push_back(row);
  }
};

struct Case {
  const char* type;
  const char* configuration;
  const char* sent;
  const char* stored;  ///< value, and "/id" behind it
  const char* keys;    ///< for the materialised table
};

void check(const Case& c, Intake intake) {
  const Desk desk;
  const db::FormFieldRow row{7, 1, 0, c.type, "Field", "field", c.configuration};
  domain::FormField field(row, desk);
  field.set_intake(intake);
  const auto value = field.parse(*base::parse_json(c.sent));
  const auto stored = field.store(value);
  const std::string text = stored.value.value_or("NULL") +
                           (stored.value_id ? "/" + std::to_string(*stored.value_id) : "");
  STRCMP_EQUAL_TEXT(c.stored, text.c_str(), c.sent);
  STRCMP_EQUAL_TEXT(c.keys, field.keys(field.load(stored)).c_str(), c.sent);
}

}  // namespace

TEST_GROUP(ChoiceField){};

TEST(ChoiceField, of_the_ticket_form_takes_what_was_sent) {
  const Case cases[] = {
      {"department", "", "1", "1", "0"},
      {"department", "", R"("Support")", "Support/1", "0"},
      {"department", "", R"("Maintenance / Field Engineering")",
       "Maintenance / Field Engineering/4", "0"},
      {"department", "", R"("Silent")", "Silent", ""},
      {"department", "", "5", "5", ""},
      {"department", "", R"({"1":"Support"})", "1", "0"},
      {"department", "", R"(["1"])", "NULL", ""},
      {"department", "", R"("0")", "NULL", ""},
      {"assignee", "", R"("s1")", "s1", ""},
      {"assignee", "", R"("1")", "1", R"({"s1":"Admin User"})"},
      {"assignee", "", R"({"s4":"x"})", R"({"s4":"Carol Cole"})", R"({"s4":"Carol Cole"})"},
      {"assignee", "", R"(["s1"])", "NULL", ""},
      {"priority", "", "1", "Low/1", "1"},
      {"priority", "", R"({"3":"x"})", "High/3", "3"},
      {"priority", "", R"("High")", "NULL", ""},
      {"choices", kOne, R"("a")", R"({"a":"Alpha"})", "a"},
      {"choices", kOne, "5", R"({"5":"Five"})", "5"},
      {"choices", kOne, R"("zzz")", "zzz", ""},
      {"choices", kOne, R"(["a"])", "NULL", ""},
      {"choices", kOne, R"(["a","b"])", R"(["a","b"])", "0, 1"},
      {"choices", kOne, R"("a,b")", R"({"a":"Alpha","b":"Beta"})", "a, b"},
      {"choices", kMany, R"("a")", R"({"a":"Alpha"})", "a"},
      {"choices", kMany, R"({"a":"x","b":"y"})", R"({"a":"x","b":"y"})", "a, b"},
      {"list-2", "", "1", R"({"1":"Berlin HQ"})", "1"},
      {"list-2", "", R"("Berlin HQ")", R"({"1":"Berlin HQ"})", "1"},
      {"list-2", "", R"("BER")", R"({"1":"Berlin HQ"})", "1"},
      {"list-2", "", "3", R"({"3":"Closed site"})", "3"},
      {"list-2", "", R"("Closed site")", R"({"3":"Closed site"})", "3"},
      {"list-2", "", R"(["1","2"])", R"({"1":"Berlin HQ"})", "1"},
      {"list-2", "", R"({"2":"Austin"})", R"({"2":"Austin"})", "2"},
      {"list-2", "", R"("1,2")", "NULL", ""},
      {"list-2", "", "4", "NULL", ""},
      {"timezone", "", R"("Europe/Berlin")", R"({"Europe\/Berlin":"Europe \/ Berlin"})",
       "Europe/Berlin"},
      {"topic", "", "1", "Questions/1", "1"},
      {"topic", "", "2", "NULL", ""},
      {"topic", "", "3", "NULL", ""},
  };
  for (const Case& c : cases) check(c, Intake::kAsSent);
}

TEST(ChoiceField, of_other_forms_takes_what_its_widget_makes_of_it) {
  const Case cases[] = {
      {"department", "", R"(["1"])", "1", "0"},
      {"department", "", R"({"2":"Sales"})", "NULL", ""},
      {"assignee", "", R"("s4")", R"({"s4":"Carol Cole"})", R"({"s4":"Carol Cole"})"},
      {"assignee", "", R"("t1")", R"({"t1":"Level I"})", R"({"t1":"Level I"})"},
      {"assignee", "", R"("t3")", "NULL", ""},
      {"assignee", "", "1", "NULL", ""},
      {"assignee", R"({"target":"teams"})", R"("s1")", "s1", ""},
      {"priority", "", R"({"3":"x"})", "NULL", ""},
      {"choices", kOne, R"(["a"])", R"({"a":"Alpha"})", "a"},
      {"choices", kOne, R"({"b":"Beta"})", "NULL", ""},
      {"choices", kOne, R"("Alpha")", "Alpha", ""},
      {"choices", kMany, R"(["a","b"])", R"({"a":"Alpha","b":"Beta"})", "a, b"},
      {"choices", kMany, R"(["a","zzz"])", R"({"a":"Alpha"})", "a"},
      {"choices", kMany, R"(["zzz"])", "zzz", ""},
      {"choices", kMany, R"("a,b")", R"({"a":"Alpha","b":"Beta"})", "a, b"},
      {"list-2", "", R"(["BER","AUS"])", R"({"1":"Berlin HQ","2":"Austin"})", "1, 2"},
      {"list-2", "", R"({"1":"x","2":"y"})", "NULL", ""},
      {"topic", "", R"("1")", "Questions/1", "1"},
  };
  for (const Case& c : cases) check(c, Intake::kWidget);
}

TEST(ChoiceField, leaves_only_known_dates_in_the_materialised_table) {
  check({"datetime", "", R"("2026-03-01 10:00")", "2026-03-01 10:00", "2026-03-01 10:00"},
        Intake::kAsSent);
  check({"datetime", "", R"("some day")", "some day", "0"}, Intake::kAsSent);
  check({"datetime", "", "null", "NULL", "0"}, Intake::kAsSent);
}
