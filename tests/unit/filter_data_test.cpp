// SPDX-License-Identifier: MIT
#include "domain/filters/filter_data.hpp"
#include "fakes/filtering_desk.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::FilterData;
using fakes::a_request;
using fakes::text_of;
using Seen = fakes::SeenByFilters;

TEST_GROUP(FilterData){};

TEST(FilterData, shows_message_name_address_and_topic) {
  auto request = a_request();
  request.topic_id = 5;
  Seen seen(request);
  const FilterData data = seen.collect();
  STRCMP_EQUAL(" stuck ", text_of(data, "body").c_str());
  STRCMP_EQUAL("stuck", text_of(data, "field.21").c_str());
  STRCMP_EQUAL("Crane", text_of(data, "field.20").c_str());
  STRCMP_EQUAL("Jane", text_of(data, "name").c_str());
  STRCMP_EQUAL("jane@dock.example", text_of(data, "email").c_str());
  STRCMP_EQUAL("5", text_of(data, "topicId").c_str());
}

TEST(FilterData, has_no_topic_where_none_was_asked_for) {
  Seen seen(a_request());
  STRCMP_EQUAL("(none)", text_of(seen.collect(), "topicId").c_str());
  STRCMP_EQUAL("(none)", text_of(seen.collect_after_creation(), "topicId").c_str());
}

TEST(FilterData, decodes_a_message_that_is_a_data_address) {
  auto request = a_request();
  request.message = "data:text/html;charset=utf-8;base64,PGI+SGk8L2I+";
  Seen seen(request);
  STRCMP_EQUAL("<b>Hi</b>", text_of(seen.collect(), "body").c_str());
}

TEST(FilterData, leaves_out_what_php_takes_for_nothing) {
  auto request = a_request();
  request.fields = {{"count", "0"}};
  Seen seen(request);
  STRCMP_EQUAL("(none)", text_of(seen.collect(), "field.22").c_str());
}

TEST(FilterData, takes_in_the_forms_of_the_topic) {
  auto request = a_request();
  request.topic_id = 5;
  request.fields = {{"asset", " A-7 "}, {"count", "3"}};
  Seen seen(request);
  const FilterData data = seen.collect();
  STRCMP_EQUAL("A-7", text_of(data, "field.40").c_str());
  STRCMP_EQUAL("3", text_of(data, "field.41").c_str());
}

TEST(FilterData, puts_the_properties_of_chosen_items_side_by_side) {
  auto request = a_request();
  request.fields = {{"quays", base::Json(base::Json::Object{{"1", "x"}, {"2", "y"}})}};
  Seen seen(request);
  const FilterData data = seen.collect();
  STRCMP_EQUAL("North, South", text_of(data, "field.23").c_str());
  STRCMP_EQUAL("N S", text_of(data, "field.23.abb").c_str());
  STRCMP_EQUAL("Yes No", text_of(data, "field.23.51").c_str());
  STRCMP_EQUAL("(none)", text_of(data, "field.23.99").c_str());
  STRCMP_EQUAL("deep flat", text_of(data, "field.23.50").c_str());
}

TEST(FilterData, shows_all_texts_of_a_new_user_but_no_properties) {
  auto request = a_request();
  request.fields = {{"rank", "0"}, {"home", "1"}};
  Seen seen(request);
  const FilterData data = seen.collect();
  STRCMP_EQUAL("0", text_of(data, "field.3").c_str());
  STRCMP_EQUAL("No", text_of(data, "field.4").c_str());
  STRCMP_EQUAL("North", text_of(data, "field.5").c_str());
  STRCMP_EQUAL("(none)", text_of(data, "field.5.abb").c_str());
  STRCMP_EQUAL("jane@dock.example", text_of(data, "field.1").c_str());
  STRCMP_EQUAL("Jane", text_of(data, "field.2").c_str());
}

TEST(FilterData, shows_a_new_user_as_stored_once_the_ticket_is_there) {
  auto request = a_request();
  request.fields = {{"rank", "0"}, {"home", "1"}};
  Seen seen(request);
  const FilterData data = seen.collect_after_creation();
  STRCMP_EQUAL("(none)", text_of(data, "field.3").c_str());
  STRCMP_EQUAL("N", text_of(data, "field.5.abb").c_str());
  STRCMP_EQUAL("jane@dock.example", text_of(data, "field.1").c_str());
  STRCMP_EQUAL("Jane", text_of(data, "field.2").c_str());
}

TEST(FilterData, shows_the_topic_of_the_ticket_that_is_there) {
  struct {
    std::optional<std::int64_t> asked;
    std::optional<std::int64_t> filter;
    const char* shown;
  } const cases[] = {{5, std::nullopt, "5"},
                     {6, std::nullopt, "0"},
                     {9, std::nullopt, "0"},
                     {0, std::nullopt, "0"},
                     {6, 5, "5"},
                     {std::nullopt, 5, "5"}};
  for (const auto& c : cases) {
    auto request = a_request();
    request.topic_id = c.asked;
    Seen seen(request);
    seen.verdict.topic_id = c.filter;
    const FilterData data = seen.collect_after_creation();
    STRCMP_EQUAL(c.shown, text_of(data, "topicId").c_str());
  }
}

TEST(FilterData, shows_a_priority_only_where_the_form_was_sent_with_it) {
  auto request = a_request();
  request.wishes.priority_id = 2;
  Seen seen(request);
  seen.verdict.priority_id = 2;
  STRCMP_EQUAL("(none)", text_of(seen.collect(), "field.24").c_str());
  STRCMP_EQUAL("(none)", text_of(seen.collect_after_creation(), "field.24").c_str());
  request.priority_id = 2;
  Seen sent(request);
  STRCMP_EQUAL("High", text_of(sent.collect(), "field.24").c_str());
  STRCMP_EQUAL("High", text_of(sent.collect_after_creation(), "field.24").c_str());
}

TEST(FilterData, shows_no_priority_where_the_one_sent_does_not_exist) {
  auto request = a_request();
  request.priority_id = 99;
  Seen seen(request);
  STRCMP_EQUAL("(none)", text_of(seen.collect_after_creation(), "field.24").c_str());
  const auto forms = domain::with_priority(seen.forms->ticket, seen.desk, 2, nullptr);
  for (const db::FormValueRow& row : forms.ticket.entry.rows(1)) {
    if (row.field_id != 24) continue;
    CHECK_FALSE(row.value.has_value());
    LONGS_EQUAL(2, *row.value_id);
  }
}

TEST(FilterData, shows_a_new_name_as_sent_and_then_as_stored) {
  auto request = a_request();
  request.name = "Jane";
  Seen seen(request);
  seen.stored_name = "Stored";
  STRCMP_EQUAL("Jane", text_of(seen.collect(), "name").c_str());
  const FilterData data = seen.collect_after_creation();
  STRCMP_EQUAL("Stored", text_of(data, "name").c_str());
  STRCMP_EQUAL("Stored", text_of(data, "field.2").c_str());
}

TEST(FilterData, writes_the_name_of_a_known_user_as_the_help_desk_does) {
  Seen seen(a_request());
  seen.as_known_user();
  seen.user.name = "Jane M. Doe";
  seen.desk.config[{"core", "client_name_format"}] = "lastfirst";
  const FilterData data = seen.collect();
  STRCMP_EQUAL("Doe, Jane", text_of(data, "field.2").c_str());
  STRCMP_EQUAL("Jane M. Doe", text_of(data, "name").c_str());
}

TEST_GROUP(StoredFilterData){};

TEST(StoredFilterData, is_not_read_where_no_rule_asks) {
  Seen seen(a_request());
  seen.as_known_user();
  for (const char* what :
       {"name", "field.1", "field.2", "field.20", "field.30", "field.x", "field.99"})
    seen.desk.ask_for(what);
  seen.collect();
  LONGS_EQUAL(0, seen.connection.log.size());
}

TEST(StoredFilterData, is_not_read_for_filters_of_other_origins) {
  Seen seen(a_request());
  seen.as_known_user();
  seen.desk.filters[0].target = "Email";
  seen.desk.ask_for("field.3");
  seen.collect();
  LONGS_EQUAL(0, seen.connection.log.size());
}

TEST(StoredFilterData, counts_for_a_known_user_and_his_organisation) {
  auto request = a_request();
  request.fields = {{"rank", "sent"}};
  Seen seen(request);
  seen.as_known_user();
  seen.organization.id = 9;
  seen.organization.name = "Dock";
  seen.desk.ask_for("field.3");
  seen.desk.ask_for("field.31");
  seen.connection.rows["forms.values"] = {{"70", "3", " mate ", std::nullopt},
                                          {"70", "5", R"({"2":"South"})", std::nullopt},
                                          {"71", "3", "second", std::nullopt},
                                          {"71", "31", "gold", std::nullopt}};
  const FilterData data = seen.collect();
  LONGS_EQUAL(2, seen.connection.log.size());
  STRCMP_EQUAL("mate", text_of(data, "field.3").c_str());
  STRCMP_EQUAL("S", text_of(data, "field.5.abb").c_str());
  STRCMP_EQUAL("No", text_of(data, "field.4").c_str());
  STRCMP_EQUAL("gold", text_of(data, "field.31").c_str());
  STRCMP_EQUAL("Dock", text_of(data, "field.30").c_str());
}

TEST(StoredFilterData, is_read_for_properties_and_for_forms_that_were_added) {
  for (const char* what : {"field.5.abb", "field.5.50", "field.40"}) {
    Seen seen(a_request());
    seen.as_known_user();
    seen.desk.ask_for(what);
    seen.connection.rows["forms.values"] = {{"70", "40", "A-7", std::nullopt}};
    STRCMP_EQUAL("A-7", text_of(seen.collect(), "field.40").c_str());
  }
}
