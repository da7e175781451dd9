// SPDX-License-Identifier: MIT
#include "base/date_time.hpp"
#include "domain/create/requester.hpp"
#include "domain/forms/form_entry.hpp"
#include "domain/forms/text_types.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

constexpr std::int64_t kOptional = 0x3301;
constexpr std::int64_t kRequired = 0x7701;

struct Desk : domain::HelpDesk {
  Desk() {
    forms = {{1, "T", "Ticket"}, {3, "L7", "Quay"}};
    priorities = {{2, "normal", "Normal", 3, true}};
    list_items = {{1, 7, 1, "North", "N", R"({"30":"deep"})"}, {2, 7, 0, "Old", "O", "[]"}};
    for (const char* column : {"ticket_id", "subject", "priority", "load", "ok"})
      cdata_columns.push_back({"ticket__cdata", column});
    form_fields = {{1, 1, kRequired, "text", "Subject", "subject", ""},
                   {2, 1, kOptional | 2, "thread", "Message", "message", ""},
                   {3, 1, kOptional, "priority", "Priority", "priority", ""},
                   {4, 1, kOptional, "choices", "Load", "load",
                    R"({"choices":"l:Light\r\nh:Heavy: very","multiselect":false})"},
                   {5, 1, kOptional, "list-7", "Quay", "quay", "{}"},
                   {6, 1, kOptional, "bool", "OK", "ok", "{}"},
                   {7, 1, kOptional, "phone", "Phone", "phone", ""},
                   {8, 1, kOptional, "memo", "Steps", "steps", R"({"html":false})"},
                   {9, 1, kOptional, "files", "Files", "files", "{}"},
                   {10, 1, kOptional | 4, "text", "Close", "close", ""},
                   {11, 1, kOptional, "choices", "Many", "many",
                    R"({"choices":"a:A\nb:B\nc","multiselect":true})"},
                   {12, 1, kOptional, "break", "Break", "", ""},
                   {13, 1, kOptional, "state", "State", "state", ""},
                   {30, 3, kOptional, "text", "Depth", "depth", ""}};
  }
};

/// A form filled in with the members of a JSON object.
struct Filled {
  explicit Filled(const char* json) : entry(desk.forms[0], desk) {
    std::vector<domain::FieldInput> inputs;
    const auto parsed = *base::parse_json(json);
    for (const auto& [name, value] : *parsed.object()) inputs.push_back({name, value});
    entry.fill(inputs, report);
  }
  std::string stored(std::int64_t field) const {
    for (const db::FormValueRow& row : entry.rows(50))
      if (row.field_id == field)
        return row.value.value_or("NULL") +
               (row.value_id ? "/" + std::to_string(*row.value_id) : "");
    return "no row";
  }
  Desk desk;
  domain::FormEntry entry;
  domain::FormReport report;
};

}  // namespace

TEST_GROUP(FormEntry){};

TEST(FormEntry, finds_answers_that_their_column_would_cut) {
  const std::string whole(65535, 's');
  CHECK_TRUE(Filled(("{\"steps\":\"" + whole + "\"}").c_str()).entry.too_long().empty());
  const Filled form(("{\"steps\":\"" + whole + "s\",\"subject\":\"few\"}").c_str());
  const auto errors = form.entry.too_long();
  LONGS_EQUAL(1, errors.size());
  STRCMP_EQUAL("steps", errors[0].field.c_str());
}

TEST(FormEntry, cuts_a_subject_between_characters_and_says_so) {
  const std::string whole(65534, 's');
  const Filled form(("{\"subject\":\"" + whole + "\xC3\xBC\"}").c_str());
  LONGS_EQUAL(0, form.entry.too_long().size());
  STRCMP_EQUAL(whole.c_str(), form.stored(1).c_str());
  STRCMP_EQUAL("subject: ends at 65,535 bytes", form.report.warnings.at(0).c_str());
}

TEST(FormEntry, stores_values_as_osticket_encodes_them) {
  const Filled form(
      R"({"subject":"A <b>b</b> &amp; c","priority":2,"load":"h","quay":"North","ok":true,
                        "phone":"(555) 123-4567X89","steps":"a\nb","many":"a,c"})");
  STRCMP_EQUAL("A b & c", form.stored(1).c_str());
  STRCMP_EQUAL("no row", form.stored(2).c_str());
  STRCMP_EQUAL("Normal/2", form.stored(3).c_str());
  STRCMP_EQUAL(R"({"h":"Heavy: very"})", form.stored(4).c_str());
  STRCMP_EQUAL(R"({"1":"North"})", form.stored(5).c_str());
  STRCMP_EQUAL("1", form.stored(6).c_str());
  STRCMP_EQUAL("5551234567X89", form.stored(7).c_str());
  STRCMP_EQUAL("a\nb", form.stored(8).c_str());
  STRCMP_EQUAL(R"({"a":"A","c":"c"})", form.stored(11).c_str());
  STRCMP_EQUAL("no row", form.stored(12).c_str());
}

TEST(FormEntry, stores_null_for_what_was_not_given_but_for_check_boxes) {
  const Filled form("{}");
  STRCMP_EQUAL("NULL", form.stored(1).c_str());
  STRCMP_EQUAL("NULL", form.stored(3).c_str());
  STRCMP_EQUAL("NULL", form.stored(4).c_str());
  STRCMP_EQUAL("0", form.stored(6).c_str());
}

TEST(FormEntry, asks_for_what_users_must_give) {
  const auto errors = Filled("{}").entry.validate();
  LONGS_EQUAL(1, errors.size());
  STRCMP_EQUAL("Subject is a required field", errors[0].reason.c_str());
}

TEST(FormEntry, does_not_ask_for_what_the_topic_turns_off) {
  Filled form("{}");
  form.entry.disable({1});
  LONGS_EQUAL(0, form.entry.validate().size());
}

TEST(FormEntry, warns_of_choices_that_are_not_offered) {
  const Filled form(R"({"subject":"s","load":"feather","quay":"Gone","priority":99})");
  LONGS_EQUAL(3, form.report.warnings.size());
  STRCMP_EQUAL("feather", form.stored(4).c_str());
  STRCMP_EQUAL("NULL", form.stored(5).c_str());
  STRCMP_EQUAL("NULL", form.stored(3).c_str());
}

TEST(FormEntry, refuses_files_and_types_it_does_not_know) {
  const Filled form(R"({"files":[{"a":"b"}],"state":"open"})");
  LONGS_EQUAL(2, form.report.refused.size());
  STRCMP_EQUAL("files", form.report.refused[0].field.c_str());
  STRCMP_EQUAL("a field of this type cannot be sent over this API",
               form.report.refused[1].reason.c_str());
}

TEST(FormEntry, finds_items_of_lists_by_abbreviation_and_value_in_any_case) {
  STRCMP_EQUAL(R"({"1":"North"})", Filled(R"({"quay":"n"})").stored(5).c_str());
  STRCMP_EQUAL(R"({"1":"North"})", Filled(R"({"quay":"NORTH"})").stored(5).c_str());
  STRCMP_EQUAL(R"({"2":"Old"})", Filled(R"({"quay":"old"})").stored(5).c_str());
}

TEST(FormEntry, stores_null_for_an_empty_answer) {
  const Filled form(R"({"subject":"","phone":"","steps":"","ok":false})");
  for (const std::int64_t field : {1, 7, 8}) STRCMP_EQUAL("NULL", form.stored(field).c_str());
  STRCMP_EQUAL("0", form.stored(6).c_str());
}

TEST(FormEntry, fills_only_the_columns_that_exist) {
  const Filled form(R"({"subject":"s","load":"h","ok":1,"steps":"x"})");
  const auto cdata = form.entry.cdata("ticket__cdata");
  LONGS_EQUAL(4, cdata.size());
  STRCMP_EQUAL("h", cdata[2].second.c_str());
  STRCMP_EQUAL("1", cdata[3].second.c_str());
}

TEST(FormEntry, knows_what_closing_needs) {
  CHECK_TRUE(Filled("{}").entry.misses_for_close());
  CHECK_FALSE(Filled(R"({"close":"x"})").entry.misses_for_close());
}

TEST(FormEntry, shows_filters_what_belongs_to_an_item) {
  const Filled form(R"({"quay":"1"})");
  std::string seen;
  for (const auto& [name, text] : form.entry.filter_data())
    if (name.rfind("field.5", 0) == 0) seen += name + "=" + text + " ";
  STRCMP_EQUAL("field.5=North field.5.30=deep field.5.abb=N ", seen.c_str());
}

TEST(FormEntry, keeps_dates_in_the_zone_of_their_field) {
  Desk desk;
  desk.forms.push_back({2, "G", "Extra"});
  desk.form_fields = {{1, 2, kOptional, "datetime", "When", "when",
                       R"({"timezone":"Europe/Berlin","min":"2026-01-01"})"},
                      {2, 2, kOptional, "datetime", "Day", "day", "{}"},
                      {3, 2, kOptional, "timezone", "Zone", "zone", ""},
                      {4, 2, kOptional, "department", "Dept", "dept", ""},
                      {5, 2, kOptional, "assignee", "Who", "who", ""}};
  desk.departments.resize(1);
  desk.departments[0].id = 3;
  desk.departments[0].name = "Sales";
  desk.departments[0].flags = 4;
  desk.staff.resize(1);
  desk.staff[0].id = 2;
  desk.staff[0].first_name = "Ann";
  desk.staff[0].last_name = "Lee";
  domain::FormEntry entry(desk.forms.back(), desk);
  domain::FormReport report;
  entry.fill({{"when", "2026-07-01 10:00"},
              {"day", "2026-07-01"},
              {"zone", "Europe/Berlin"},
              {"dept", "Sales"},
              {"who", "s2"}},
             report);
  LONGS_EQUAL(0, report.warnings.size());
  LONGS_EQUAL(0, entry.validate().size());
  const auto rows = entry.rows(1);
  STRCMP_EQUAL("2026-07-01 12:00:00 CEST", rows[0].value->c_str());
  STRCMP_EQUAL("2026-07-01 00:00:00 UTC", rows[1].value->c_str());
  STRCMP_EQUAL(R"({"Europe\/Berlin":"Europe \/ Berlin"})", rows[2].value->c_str());
  STRCMP_EQUAL("Sales", rows[3].value->c_str());
  LONGS_EQUAL(3, *rows[3].value_id);
  STRCMP_EQUAL(R"({"s2":"Ann Lee"})", rows[4].value->c_str());
  STRCMP_EQUAL("7/1/26", entry.filter_data()[1].second.c_str());
  desk.config[{"core", "date_formats"}] = "custom";
  desk.config[{"core", "date_format"}] = "EEE dd.MM.y 'at' HH:mm";
  STRCMP_EQUAL("Wed 01.07.2026 at 10:00", entry.filter_data()[0].second.c_str());
  entry.fill({{"when", "2025-12-31"}, {"day", "some day"}}, report);
  LONGS_EQUAL(1, entry.validate().size());
  LONGS_EQUAL(1, report.warnings.size());
  STRCMP_EQUAL("some day", entry.rows(1)[1].value->c_str());
}

TEST_GROUP(Dates){};

TEST(Dates, are_shown_in_the_format_of_the_help_desk) {
  constexpr std::int64_t kEvening = 1782944760;  // 2026-07-01 22:26 UTC
  struct {
    const char* formats;
    const char* own;
    const char* day;
    const char* day_and_time;
  } const cases[] = {{"", "y", "7/1/26", "7/1/26 10:26\u202FPM"},
                     {"24", "y", "7/1/26", "7/1/26 22:26\u202F"},
                     {"custom", "dd.MM.y HH:mm", "01.07.2026 22:26", "01.07.2026 22:26"},
                     {"custom", "", "7/1/26", "7/1/26, 10:26\u202FPM"}};
  domain::HelpDesk desk;
  for (const auto& c : cases) {
    desk.config[{"core", "date_formats"}] = c.formats;
    desk.config[{"core", "date_format"}] = desk.config[{"core", "datetime_format"}] = c.own;
    STRCMP_EQUAL(c.day, domain::date_text(kEvening, domain::DateShape::kDay, desk).c_str());
    STRCMP_EQUAL(c.day_and_time,
                 domain::date_text(kEvening, domain::DateShape::kDayAndTime, desk).c_str());
  }
}

TEST(Dates, are_written_by_patterns) {
  struct {
    const char* pattern;
    const char* text;
  } const cases[] = {
      {"M/d/yy", "3/1/26"},     {"MM/dd/y", "03/01/2026"},           {"h:mm a", "2:05 PM"},
      {"HH:mm:ss", "14:05:09"}, {"EEEE, MMMM d", "Sunday, March 1"}, {"MMM ''yy", "Mar '26"}};
  for (const auto& c : cases)
    STRCMP_EQUAL(c.text, base::format_date_pattern(c.pattern, 1772373909).c_str());
}

TEST_GROUP(OrganizationDomain){};

TEST(OrganizationDomain, is_one_of_a_list_or_below_one) {
  CHECK_TRUE(domain::is_mapped_to_domain("a.example, B.example", "b.EXAMPLE"));
  CHECK_TRUE(domain::is_mapped_to_domain(".a.example", "x.a.example"));
  CHECK_FALSE(domain::is_mapped_to_domain("a.example", "x.a.example"));
  CHECK_FALSE(domain::is_mapped_to_domain("", "a.example"));
  CHECK_FALSE(domain::is_mapped_to_domain(",", ""));
  CHECK(domain::domain_of_address("a@b@c") == "b@c");
}
