// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "api/error_response.hpp"
#include "api/json/json_writer.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

std::string written(std::string_view text) {
  std::string out;
  api::append_json_string(out, text);
  return out;
}

}  // namespace

TEST_GROUP(JsonWriter){};

TEST(JsonWriter, escapes_what_must_be) {
  STRCMP_EQUAL(R"("a\"b\\c\n\r\t\u0001/é打😀")", written("a\"b\\c\n\r\t\x01/é打😀").c_str());
}

TEST(JsonWriter, repairs_what_is_not_utf8) {
  STRCMP_EQUAL("\"a\xEF\xBF\xBD\xEF\xBF\xBD!\"", written("a\xFF\xFE!").c_str());
  STRCMP_EQUAL("\"\xEF\xBF\xBD(\"", written("\xC3\x28").c_str());
}

TEST(JsonWriter, sees_every_byte_wherever_it_stands) {
  const struct {
    const char* byte;
    const char* written;
  } cases[] = {{"\"", "\\\""},   {"\\", "\\\\"}, {"\n", "\\n"},           {"\x1F", "\\u001f"},
               {"\x7F", "\x7F"}, {"é", "é"},     {"\xFF", "\xEF\xBF\xBD"}};
  for (std::size_t before = 0; before < 40; ++before)
    for (const auto& c : cases) {
      const std::string padding(before, ' ');
      const std::string tail(before % 17, 'z');
      STRCMP_EQUAL(("\"" + padding + c.written + tail + "\"").c_str(),
                   written(padding + c.byte + tail).c_str());
    }
}

TEST(JsonWriter, sets_commas_where_they_belong) {
  std::string out;
  api::JsonWriter json(out);
  json.begin_object()
      .name("a")
      .begin_array()
      .number(1)
      .null()
      .begin_object()
      .end_object()
      .end_array();
  json.name("b").boolean(true).name("c").maybe_string(std::nullopt).name("d").maybe_number(2);
  json.name("e").begin_array().end_array().end_object();
  STRCMP_EQUAL(R"({"a":[1,null,{}],"b":true,"c":null,"d":2,"e":[]})", out.c_str());
}

TEST_GROUP(EncodeJson){};

TEST(EncodeJson, writes_what_php_writes) {
  const base::Json value(base::Json::Object{{"value", "24/7 \"é\" 😀\x7F"},
                                            {"no", false},
                                            {"list", base::Json::Array{1, "x"}},
                                            {"none", nullptr},
                                            {"empty", base::Json::Object{}}});
  STRCMP_EQUAL(
      "{\"value\":\"24\\/7 \\\"\\u00e9\\\" "
      "\\ud83d\\ude00\x7F\",\"no\":false,\"list\":[1,\"x\"],\"none\":null,\"empty\":{}}",
      base::encode_json(value).c_str());
}

TEST(EncodeJson, writes_floats_as_php_does) {
  const auto text = [](double value) { return base::encode_json(value); };
  STRCMP_EQUAL("1.5", text(1.5).c_str());
  STRCMP_EQUAL("100000", text(1e5).c_str());
  STRCMP_EQUAL("0.0001", text(0.0001).c_str());
  STRCMP_EQUAL("1.0e-5", text(0.00001).c_str());
  STRCMP_EQUAL("-2.5e-7", text(-2.5e-7).c_str());
  STRCMP_EQUAL("10000000000000000", text(1e16).c_str());
  STRCMP_EQUAL("1.0e+17", text(1e17).c_str());
  STRCMP_EQUAL("8.85855555555555e+19", text(885855555555555e5).c_str());
  STRCMP_EQUAL("1.0e+100", text(1e100).c_str());
}

TEST(EncodeJson, writes_floats_that_read_the_same) {
  for (const double value :
       {885855555555555e5, 1e17, 1e-300, 1.7976931348623157e308, 5e-324, -0.0}) {
    const auto again = base::parse_json(base::encode_json(value));
    CHECK_TRUE(again.ok());
    CHECK_TRUE(again->real() && *again->real() == value);
  }
}

TEST_GROUP(ParseJson){};

TEST(ParseJson, keeps_the_order_of_members) {
  const auto parsed = *base::parse_json(R"({"b":1,"a":[true,null,1.5,"x"]})");
  STRCMP_EQUAL("b", parsed.object()->at(0).first.c_str());
  LONGS_EQUAL(4, parsed.find("a")->array()->size());
}

TEST(ParseJson, passes_over_a_byte_order_mark) {
  LONGS_EQUAL(1, *base::parse_json("\xEF\xBB\xBF{\"a\":1}")->find("a")->integer());
  CHECK_FALSE(base::parse_json("\xEF\xBB\xBF\xEF\xBB\xBF{}").ok());
  CHECK_FALSE(base::parse_json("{}\xEF\xBB\xBF").ok());
}

TEST(ParseJson, says_what_is_wrong_and_where) {
  const struct {
    std::string text;
    const char* reason;
  } cases[] = {
      {"{\"a\":1,\n \"a\":2}", "line 2, column 4: a name is given twice in one object"},
      {"{\"n\":123456789012345678901234567890}", "line 1, column 35: the number is too large"},
      {"{\"n\":1e999}", "line 1, column 10: the number is too large"},
      {"{\"a\":1", "line 1, column 6: the text ends here, before the value does"},
      {"{} x", "line 1, column 4: something follows the value"},
      {"{\"a\":\"\\u0000\"}", "line 1, column 13: a string holds a NUL"},
      {"{'a':1}", "line 1, column 2: string or '}' expected"},
      {"", "line 1, column 1: the text ends here, before the value does"},
      {std::string("{\"\xC3\xA9\":1\0}", 9), "line 1, column 7: a NUL is no JSON"},
      {std::string("123\0", 4), "line 1, column 4: a NUL is no JSON"},
      {std::string("true\0", 5), "line 1, column 5: a NUL is no JSON"},
      {std::string("{}\0", 3), "line 1, column 3: a NUL is no JSON"},
      {"{\n\"a\":" + std::string(65, '['),
       "line 2, column 68: values are nested more than 64 levels deep"},
  };
  for (const auto& c : cases) {
    const auto parsed = base::parse_json(c.text);
    CHECK_FALSE_TEXT(parsed.ok(), c.reason);
    STRCMP_EQUAL("Invalid JSON body", parsed.error().message.c_str());
    STRCMP_EQUAL(c.reason, parsed.error().fields.at(0).reason.c_str());
  }
}

TEST(ParseJson, takes_a_whole_number_however_it_is_written) {
  for (const char* text : {"7", "7.0", "7e0", "0.7e1", "\"7\"", "\"007\""})
    LONGS_EQUAL_TEXT(7, base::parse_json(text)->number(0, 9).value_or(-1), text);
  for (const char* text : {"10", "-1", "7.5", "1e300", "\"7.0\"", "\" 7\"", "\"\"", "\"7x\"",
                           "true", "null", "[7]", "\"99999999999999999999\"", "-0.5"})
    CHECK_FALSE_TEXT(base::parse_json(text)->number(0, 9).has_value(), text);
}

TEST(ParseJson, gives_phps_view_of_scalars) {
  LONGS_EQUAL(12, base::Json("12 apples").to_integer());
  LONGS_EQUAL(0, base::Json("apples").to_integer());
  CHECK_FALSE(base::Json("0").to_boolean());
  CHECK_TRUE(base::Json("no").to_boolean());
  STRCMP_EQUAL("1", base::Json(true).to_string().c_str());
  STRCMP_EQUAL("", base::Json(nullptr).to_string().c_str());
}

TEST_GROUP(ErrorResponse){};

TEST(ErrorResponse, names_a_field_once) {
  const base::Error error{
      base::Errc::kInvalidParameter, "Wrong", "", {{"a\"b", "one"}, {"c", "x"}, {"a\"b", "two"}}};
  const std::string body = api::answer_of(error, "").body;
  CHECK_TRUE(base::parse_json(body).ok());
  STRCMP_CONTAINS(R"("fields":{"a\"b":"one","c":"x"})", body.c_str());
}

TEST(ErrorResponse, has_the_published_texts) {
  const auto answer =
      api::answer_of({base::Errc::kMissingKey, "Missing API key", "secret detail", {}}, "id1");
  LONGS_EQUAL(401, answer.status);
  STRCMP_EQUAL(R"({"error":"Missing API key","code":"missing_api_key"})", answer.body.c_str());
}

TEST(ErrorResponse, names_fields_and_escapes_their_names) {
  const auto answer =
      api::answer_of({base::Errc::kInvalidFields, "x", "", {{"a\"b", "is wrong"}}}, "");
  STRCMP_EQUAL(R"({"error":"x","code":"invalid_fields","fields":{"a\"b":"is wrong"}})",
               answer.body.c_str());
}

TEST(ErrorResponse, names_the_request_of_a_bug) {
  const auto answer = api::answer_of(base::internal_error("statement x"), "id1");
  LONGS_EQUAL(500, answer.status);
  STRCMP_EQUAL(
      R"({"error":"The request could not be completed","code":"internal_error","request_id":"id1"})",
      answer.body.c_str());
}
