// SPDX-License-Identifier: MIT
// What osTicket 1.18 itself made of the same values: as its fields' widgets hand them on, which is
// what it stores, and without their widgets, which is what it checks in the ticket form.
#include "domain/forms/form_field.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

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
    domain::Staff row;
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

void check(const Case& c, const domain::FormField& field,
           const std::optional<domain::FieldValue>& value) {
  const auto stored = field.store(value);
  const std::string text = stored.value.value_or("NULL") +
                           (stored.value_id ? "/" + std::to_string(*stored.value_id) : "");
  STRCMP_EQUAL_TEXT(c.stored, text.c_str(), c.sent);
  STRCMP_EQUAL_TEXT(c.keys, field.keys(field.load(stored)).c_str(), c.sent);
}

void check_stored(const Case& c) {
  const Desk desk;
  const domain::FieldDefinition row{7, 1, 0, c.type, "Field", "field", c.configuration};
  const domain::FormField field(row, desk);
  check(c, field, field.read(*base::parse_json(c.sent)));
}

void check_unprepared(const Case& c) {
  const Desk desk;
  const domain::FieldDefinition row{7, 1, 0, c.type, "Field", "field", c.configuration};
  const domain::FormField field(row, desk);
  const base::Json sent = *base::parse_json(c.sent);
  check(c, field, field.read_unprepared(sent, field.read(sent)));
}

}  // namespace

TEST_GROUP(FieldType){};

TEST(FieldType, takes_choices_as_they_were_sent_where_nothing_is_stored) {
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
  for (const Case& c : cases) check_unprepared(c);
}

TEST(FieldType, stores_the_choices_that_its_widget_makes_of_what_was_sent) {
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
  for (const Case& c : cases) check_stored(c);
}

TEST(FieldType, leaves_only_known_dates_in_the_materialised_table) {
  check_stored({"datetime", "", R"("2026-03-01 10:00")", "2026-03-01 10:00:00 UTC",
                "2026-03-01 10:00:00 UTC"});
  check_stored({"datetime", "", R"("1960-03-01")", "1960-03-01 00:00:00 UTC", "0"});
  check_stored({"datetime", "", R"("some day")", "some day", "0"});
  check_stored({"datetime", "", "null", "NULL", "0"});
}

TEST(FieldType, stores_dates_in_whatever_notation_they_come) {
  constexpr char kBerlin[] = R"({"timezone":"Europe/Berlin"})";
  for (const char* sent :
       {R"("2026-07-01T12:30:00.250Z")", R"("2026-07-01T14:30:00+02:00")", "1782909000",
        R"("1782909000")", R"("7/1/2026 12:30 PM")", R"("1 July 2026 12:30")"})
    check_stored(
        {"datetime", kBerlin, sent, "2026-07-01 14:30:00 CEST", "2026-07-01 14:30:00 CEST"});
}

TEST(FieldType, stores_texts_and_numbers_as_php_writes_them) {
  const Case cases[] = {
      {"text", "", "42", "42", "42"},
      {"text", "", "1.5", "1.5", "1.5"},
      {"text", "", "1e25", "1.0E+25", "1.0E+25"},
      {"text", "", "0.1000000000000000055", "0.1", "0.1"},
      {"text", "", "true", "1", "1"},
      {"text", "", "false", "", ""},
      {"text", "", R"("  two  words ")", "  two  words ", "  two  words "},
      {"memo", R"({"html":false})", R"(" \n\t ")", "", ""},
      {"memo", R"({"html":false})", R"(" a\n")", " a\n", " a\n"},
      {"memo", "", R"("<br/> <br>")", "", ""},
      {"phone", "", "3185558634", "3185558634", "3185558634"},
      {"phone", "", R"("+49 30 5558634")", "49305558634", "49305558634"},
      {"phone", "", R"("call me")", "call me", "call me"},
      {"bool", "", R"("no")", "1", "1"},
      {"bool", "", R"("0")", "0", "0"},
      {"bool", "", "[]", "0", "0"},
      {"bool", "", "[0]", "1", "1"},
  };
  for (const Case& c : cases) check_stored(c);
}

TEST(FieldType, calls_a_priority_what_it_is_called_now) {
  const Desk desk;
  const domain::FieldDefinition row{7, 1, 0, "priority", "Field", "field", ""};
  const domain::FormField field(row, desk);
  STRCMP_EQUAL("High", field.to_text(field.load({"An older name", 3})).c_str());
  STRCMP_EQUAL("", field.to_text(field.load({"A name", 99})).c_str());
  STRCMP_EQUAL("A name", field.to_text(field.load({"A name", std::nullopt})).c_str());
}

TEST(FieldType, takes_keys_in_any_shape_php_makes_one_of) {
  const Case cases[] = {
      {"list-2", "", "2.0", R"({"2":"Austin"})", "2"},
      {"list-2", "", "true", R"({"1":"Berlin HQ"})", "1"},
      {"list-2", "", R"([1, 2])", R"({"1":"Berlin HQ","2":"Austin"})", "1, 2"},
      {"list-2", "", R"(["Austin", "nowhere"])", R"({"2":"Austin"})", "2"},
      {"list-2", "", R"(["nowhere", "Austin"])", "NULL", ""},
      {"list-2", R"({"widget":"typeahead"})", R"("Austin")", "NULL", ""},
      {"list-2", R"({"widget":"typeahead"})", R"("AUS")", R"({"2":"Austin"})", "2"},
      {"list-2", R"({"widget":"typeahead"})", "2", R"({"2":"Austin"})", "2"},
      {"list-2", R"({"widget":"textbox"})", R"("Austin")", R"({"2":"Austin"})", "2"},
      {"list-2", R"({"widget":"textbox"})", R"("elsewhere")", "NULL", ""},
      {"choices", kOne, R"("12")", "12", ""},
      {"choices", kOne, R"("1.50")", "1.5", ""},
      {"choices", kOne, R"("007")", "007", ""},
      {"choices", kOne, R"("a, zzz")", R"({"a":"Alpha"})", "a"},
      {"choices", kOne, R"("x,y")", "x", ""},
      {"choices", kOne, R"({"0":"b"})", R"({"b":"Beta"})", "b"},
      {"choices", R"({"choices":"a\n"})", "null", R"({"":""})", ""},
      {"timezone", "", R"("US/Pacific")", "US/Pacific", ""},
      {"timezone", "", R"(["UTC"])", R"({"UTC":"UTC"})", "UTC"},
  };
  for (const Case& c : cases) check_stored(c);
}

TEST(FieldType, refuses_what_no_field_of_the_type_can_take) {
  const Desk desk;
  struct {
    const char* type;
    const char* sent;
  } const cases[] = {
      {"text", "[]"},          {"text", "{}"},       {"memo", "[1]"},           {"datetime", "[1]"},
      {"phone", R"({"a":1})"}, {"choices", "[[1]]"}, {"list-2", R"({"a":{}})"}, {"files", R"("a")"},
      {"state", R"("open")"}};
  for (const auto& c : cases) {
    const domain::FieldDefinition row{7, 1, 0, c.type, "Field", "field", ""};
    const domain::FormField field(row, desk);
    CHECK_FALSE_TEXT(field.refusal(*base::parse_json(c.sent)).empty(), c.type);
  }
}
