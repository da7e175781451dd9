// SPDX-License-Identifier: MIT
// What the parameters of reading mean, and the pieces that they are read by.
#include "api/http/query_string.hpp"
#include "api/read/cursor.hpp"
#include "api/read/list_params.hpp"
#include "api/read/moment.hpp"
#include "api/read/order_params.hpp"
#include "api/read/search_words.hpp"
#include "fakes/service.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

std::string utc_of(const char* text) {
  const auto moment = api::parse_moment(text);
  return moment && !moment->database ? api::utc_text(moment->utc) : "";
}

std::string database_of(const char* text) {
  const auto moment = api::parse_moment(text);
  return moment ? moment->database.value_or("") : "";
}

std::string boolean_words(const char* text) {
  const auto search = api::parse_search(text);
  const bool is_boolean = search && search->mode == db::TicketSearch::Mode::kBoolean;
  return is_boolean ? search->words : "";
}

std::string natural_words(const char* text) {
  const auto search = api::parse_search(text);
  const bool is_natural = search && search->mode == db::TicketSearch::Mode::kNatural;
  return is_natural ? search->words : "";
}

std::string shown(std::optional<std::string_view> time, const api::TimeText& times) {
  std::string text;
  api::JsonWriter json(text);
  times.write(json, time);
  return text;
}

api::FilterParams filters(const char* query) {
  api::Request request;
  request.query = *api::parse_query_string(query);
  return api::parse_list_params(request, 100)->filters;
}

}  // namespace

TEST_GROUP(Moment){};

TEST(Moment, is_read_by_rfc_3339) {
  STRCMP_EQUAL("2025-10-25T06:00:25Z", utc_of("2025-10-25T06:00:25Z").c_str());
  STRCMP_EQUAL("2025-10-25T04:00:25Z", utc_of("2025-10-25t06:00:25+02:00").c_str());
  STRCMP_EQUAL("2025-10-25T04:00:25Z", utc_of("2025-10-25T06:00:25 02:00").c_str());
  STRCMP_EQUAL("2025-10-26T00:30:00Z", utc_of("2025-10-25 23:00:00-01:30").c_str());
}

TEST(Moment, between_two_seconds_is_the_later_one) {
  STRCMP_EQUAL("2025-10-25T06:00:26Z", utc_of("2025-10-25T06:00:25.001z").c_str());
  STRCMP_EQUAL("2025-10-25T06:00:25Z", utc_of("2025-10-25T06:00:25.000Z").c_str());
}

TEST(Moment, may_be_database_time_or_a_day_of_it) {
  STRCMP_EQUAL("2025-10-25 06:00:25", database_of("2025-10-25 06:00:25").c_str());
  STRCMP_EQUAL("2025-10-25 00:00:00", database_of("2025-10-25").c_str());
}

TEST(Moment, is_nothing_else) {
  for (const char* text :
       {"", "2025", "2025-02-30", "2025-10-25T06:00:25", "2025-10-25T06:00", "2025-10-25T25:00:00Z",
        "2025-10-25T06:00:25+2", "2025-10-25T06:00:25.Z", "2025-10-25T06:00:25+24:00",
        "2025-10-25 06:00:25 ", "0000-00-00", "yesterday!", "2025-1a-25"})
    CHECK_FALSE(api::parse_moment(text).has_value());
}

TEST_GROUP(TimeText){};

TEST(TimeText, shows_database_time_as_it_is_and_utc_by_the_zone) {
  const api::TimeText utc(*base::TimeZone::named("Europe/Berlin"));
  STRCMP_EQUAL("\"2025-10-25 06:00:25\"", shown("2025-10-25 06:00:25", {}).c_str());
  STRCMP_EQUAL("\"2025-10-25T04:00:25Z\"", shown("2025-10-25 06:00:25", utc).c_str());
}

TEST(TimeText, is_null_for_none) {
  const api::TimeText utc(*base::TimeZone::named("Europe/Berlin"));
  for (const char* time : {"", "0000-00-00 00:00:00"}) {
    STRCMP_EQUAL("null", shown(time, {}).c_str());
    STRCMP_EQUAL("null", shown(time, utc).c_str());
  }
  STRCMP_EQUAL("null", shown(std::nullopt, utc).c_str());
}

TEST_GROUP(SearchWords){};

TEST(SearchWords, with_operators_are_for_the_boolean_mode) {
  STRCMP_EQUAL("+crane -broken", boolean_words(" +crane -broken ").c_str());
  STRCMP_EQUAL("\"two words\" more", boolean_words("\"two words\" more").c_str());
  STRCMP_EQUAL("+(one other*) ~less", boolean_words("+(one other*) ~less").c_str());
  STRCMP_EQUAL("+\"crane-driver\"", boolean_words("+crane-driver-").c_str());
}

TEST(SearchWords, without_a_whole_expression_are_natural_language) {
  for (const char* text :
       {"crane", "crane driver", "a-b c", "+", "+ crane", "\"open", "\"\"", "(one)", "+(one",
        "++crane", "+crane,", "-", "+crane\"phrase\"", "crane*"})
    STRCMP_EQUAL("", boolean_words(text).c_str());
}

TEST(SearchWords, hold_nothing_that_the_index_cannot_read) {
  STRCMP_EQUAL("crane  driver", natural_words("crane\xF0\x9F\x98\x80\ndriver").c_str());
  STRCMP_EQUAL("  crane* \"a b\"  ", natural_words("* crane* \"a b\"**").c_str());
  STRCMP_EQUAL("\"two words\" +more",
               boolean_words("\"two\nwords\" +more\xF0\x9F\x98\x80").c_str());
}

TEST(SearchWords, have_three_bytes_at_least) {
  CHECK_FALSE(api::parse_search("ab").has_value());
  CHECK_TRUE(api::parse_search("abc").has_value());
}

TEST_GROUP(Order){};

TEST(Order, is_made_total_by_the_id) {
  std::vector<db::TicketOrder> order;
  STRCMP_EQUAL("", api::take_order("priority,-created", order).c_str());
  order = api::total_order(order, false);
  LONGS_EQUAL(3, order.size());
  CHECK_TRUE(order.back().key == db::TicketKey::kId);
  CHECK_TRUE(order.back().is_descending);
}

TEST(Order, ends_with_the_id_that_was_asked_for) {
  std::vector<db::TicketOrder> order;
  STRCMP_EQUAL("", api::take_order("created,-id,due", order).c_str());
  order = api::total_order(order, false);
  LONGS_EQUAL(2, order.size());
  CHECK_TRUE(order.back().is_descending);
}

TEST(Order, of_a_search_is_by_relevance) {
  const auto order = api::total_order({}, true);
  CHECK_TRUE(order.front().key == db::TicketKey::kRelevance);
  CHECK_TRUE(api::total_order({}, false).front().key == db::TicketKey::kId);
}

TEST(Order, of_unknown_or_repeated_keys_is_refused) {
  for (const char* text : {"nope", "id,", "-", "--id", "id,-id", "relevance"}) {
    std::vector<db::TicketOrder> order;
    CHECK_FALSE(api::take_order(text, order).empty());
  }
}

TEST_GROUP(Cursor){};

TEST(Cursor, comes_back_as_it_was) {
  const api::Cursors cursors("KEY", "sort=2:id");
  const auto position = cursors.read(cursors.write({"2025-10-25 06:00:25", "\xC3\xA9\"", "12"}));
  CHECK_TRUE(position.has_value());
  LONGS_EQUAL(3, position->size());
  STRCMP_EQUAL("\xC3\xA9\"", (*position)[1].c_str());
}

TEST(Cursor, is_of_its_key_and_list_alone) {
  const std::string cursor = api::Cursors("KEY", "a=1:1").write({"12"});
  CHECK_FALSE(api::Cursors("OTHER", "a=1:1").read(cursor).has_value());
  CHECK_FALSE(api::Cursors("KEY", "a=1:2").read(cursor).has_value());
}

TEST(Cursor, that_was_changed_is_none) {
  const api::Cursors cursors("KEY", "");
  const std::string cursor = cursors.write({"12"});
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string changed = cursor;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto position = cursors.read(changed);
    // The last character may have bits that no byte takes.
    CHECK_TRUE(!position || (i + 1 == cursor.size() && position->front() == "12"));
  }
  for (const std::string& text :
       {std::string(), std::string("!"), cursor.substr(4), cursor + "AAAA", std::string(5000, 'A')})
    CHECK_FALSE(cursors.read(text).has_value());
}

TEST(Cursor, says_nothing_of_the_key) {
  CHECK(api::Cursors("KEYKEYKEY", "").write({"12"}).find("S0VZ") == std::string::npos);
}

TEST_GROUP(Filter){};

TEST(Filter, sorts_what_is_wanted_from_what_is_not) {
  const auto found = filters("status_id=1,!3,2");
  LONGS_EQUAL(2, found.conditions.size());
  LONGS_EQUAL(2, found.conditions[0].numbers.size());
  CHECK_TRUE(found.conditions[1].test == db::TicketCondition::Test::kNoneOf);
  LONGS_EQUAL(3, found.conditions[1].numbers[0]);
}

TEST(Filter, of_a_field_takes_commas_behind_a_backslash) {
  const auto found = filters("field.berth=a%5C,b,!%5C!c");
  STRCMP_EQUAL("berth", found.fields[0].first.c_str());
  STRCMP_EQUAL("a,b", found.fields[0].second.any_of[0].c_str());
  STRCMP_EQUAL("!c", found.fields[0].second.none_of[0].c_str());
}

TEST_GROUP(Shown) {
  fakes::Service service;
};

TEST(Shown, without_responses_needs_no_entries) {
  CHECK_TRUE(service.send("GET", "", nullptr, {{"include", "none"}}).ok());
  for (const std::string& statement : service.connection.log)
    CHECK(statement.rfind("thread_list", 0) == std::string::npos);
}

TEST(Shown, by_cursor_is_counted_only_where_it_is_asked_for) {
  CHECK_TRUE(service.send("GET", "", nullptr, {{"limit", "3"}, {"include", "none"}}).ok());
  STRCMP_EQUAL(R"({"tickets":[],"pagination":{"limit":3,"next_cursor":null}})",
               service.sink.body.c_str());
  STRCMP_CONTAINS("LIMIT 4", service.connection.sent.back().c_str());
}
