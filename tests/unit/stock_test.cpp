// SPDX-License-Identifier: MIT
#include "api/stock/stock.hpp"
#include "api/stock/stock_ticket.hpp"
#include "fakes/service.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::json_complaint;
using api::read_stock_body;
using api::StockFormat;

namespace {

base::Json::Object xml(const char* text) {
  const auto read = read_stock_body(StockFormat::kXml, text);
  CHECK_TEXT(read.ok(), read ? "" : read.error().message.c_str());
  return *read;
}

std::string encoded(const base::Json::Object& members) {
  return base::encode_json(members);
}

void check_refused(StockFormat format, const std::string& body, const char* sentence) {
  const auto read = read_stock_body(format, body);
  CHECK_TEXT(!read.ok(), body.substr(0, 80).c_str());
  STRCMP_CONTAINS(sentence, read.error().message.c_str());
}

domain::NewTicket ticket_of(const char* json) {
  return *api::stock_ticket({StockFormat::kJson, *read_stock_body(StockFormat::kJson, json)});
}

}  // namespace

TEST_GROUP(StockBody){};

TEST(StockBody, of_json_is_its_object) {
  const auto read = read_stock_body(StockFormat::kJson, R"({"a":1,"b":{"c":true}})");
  STRCMP_EQUAL(R"({"a":1,"b":{"c":true}})", encoded(*read).c_str());
}

TEST(StockBody, of_json_that_is_none_is_complained_of_as_php_does) {
  check_refused(StockFormat::kJson, "{\"a\": ", "Syntax error, malformed JSON");
  for (const char* half : {R"({"a":"\ud800"})", R"({"a":"\udc00"})", R"({"a":"\ud83d\u0041"})"})
    check_refused(StockFormat::kJson, half, "Unknown error");
  check_refused(StockFormat::kJson, R"({"a":"\ud83d\ude00", "\u00"})", "Syntax error");
  check_refused(StockFormat::kJson, "", "Syntax error, malformed JSON");
  check_refused(StockFormat::kJson, "\xEF\xBB\xBF{}", "Syntax error, malformed JSON");
  check_refused(StockFormat::kJson, "{\"a\":\"\n\"}", "Unexpected control character found");
  check_refused(StockFormat::kJson, "{\"a\" \x01: 1}", "Unexpected control character found");
  check_refused(StockFormat::kJson, "{\"a\":\"\xFF\"}", "Malformed UTF-8 characters");
  check_refused(StockFormat::kJson, std::string(100000, '['), "Maximum stack depth exceeded");
  for (const char* empty : {"{}", "[]", "1", "null", "\"text\""})
    check_refused(StockFormat::kJson, empty, "No errors");
}

TEST(StockBody, of_xml_takes_attributes_for_elements) {
  STRCMP_EQUAL(R"({"alert":"true","name":"Jane"})",
               encoded(xml("<ticket alert='true'><name> Jane\n</name></ticket>")).c_str());
}

TEST(StockBody, of_xml_keeps_a_text_beside_its_attributes) {
  STRCMP_EQUAL(
      R"({"message":{":text":"Hi","type":"text\/html"}})",
      encoded(xml("<ticket><message type='text/html'><![CDATA[Hi]]></message></ticket>")).c_str());
}

TEST(StockBody, of_xml_keeps_blanks_around_entities) {
  STRCMP_EQUAL(R"({"subject":"5 < 6 & more"})",
               encoded(xml("<ticket><subject>5 &lt; 6 &amp; more</subject></ticket>")).c_str());
}

TEST(StockBody, of_xml_makes_a_list_of_elements_of_one_name) {
  STRCMP_EQUAL(
      R"({"attachments":{"file":[{":text":"1","name":"a"},{":text":"2","name":"b"},"3"]}})",
      encoded(xml("<ticket><attachments><file name='a'>1</file><file name='b'>2</file>"
                  "<file>3</file></attachments></ticket>"))
          .c_str());
}

// In the square of their number they would take hours.
TEST(StockBody, of_xml_takes_as_long_as_it_is) {
  std::string alike = "<ticket>";
  std::string different = "<ticket>";
  for (int i = 0; i < 20000; ++i) {
    alike += "<a/>";
    different += "<a" + std::to_string(i) + "/>";
  }
  LONGS_EQUAL(20000, xml((alike + "</ticket>").c_str()).front().second.array()->size());
  LONGS_EQUAL(20000, xml((different + "</ticket>").c_str()).size());
}

TEST(StockBody, of_xml_that_is_none_is_refused) {
  check_refused(StockFormat::kXml, "", "XML error: ");
  check_refused(StockFormat::kXml, "<ticket><name>A</ticket>",
                "XML error: mismatched tag at line 1:");
  check_refused(StockFormat::kXml, "<ticket>text</ticket>", "XML error: ");
  STRCMP_EQUAL(R"({"ticket":""})", encoded(xml("<ticket/>")).c_str());
  check_refused(StockFormat::kXml, "{\"name\":1}", "XML error: ");
}

TEST(StockBody, of_xml_declares_no_entities) {
  check_refused(StockFormat::kXml,
                "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ticket><name>&e;</name>"
                "</ticket>",
                "document type");
  check_refused(StockFormat::kXml, "<!DOCTYPE t SYSTEM 'http://x.example/t.dtd'><ticket/>",
                "document type");
}

TEST(StockBody, of_xml_has_a_bound_on_its_depth) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  check_refused(StockFormat::kXml, deep, "too many elements in each other");
}

TEST_GROUP(StockTicket){};

TEST(StockTicket, takes_a_message_for_plain_text) {
  STRCMP_EQUAL("data:text/plain;charset=utf-8,a <b>bold</b>",
               ticket_of(R"({"message":"a <b>bold</b>"})").message.c_str());
  STRCMP_EQUAL("data:text/html,<b>x</b>",
               ticket_of(R"({"message":"data:text/html,<b>x</b>"})").message.c_str());
  STRCMP_EQUAL("data:text/plain;charset=utf-8,DATA:text/html,x",
               ticket_of(R"({"message":"DATA:text/html,x"})").message.c_str());
  for (const char* nothing :
       {R"({"message":" "})", R"({"message":null})", R"({"message":"data:,"})"})
    STRCMP_EQUAL("data:text/plain;charset=utf-8,-", ticket_of(nothing).message.c_str());
  STRCMP_EQUAL("data:text/html;charset=utf-8,-",
               ticket_of(R"({"message":"data:text/html, "})").message.c_str());
  for (const char* none : {"{\"a\":1}", R"({"message":["a"]})"})
    STRCMP_EQUAL("", ticket_of(none).message.c_str());
}

TEST(StockTicket, goes_where_osticket_lets_it_go) {
  const auto ticket = ticket_of(
      R"({"topicId":"2","priorityId":4,"priority":"none","deptId":3,"statusId":0,"staffId":[1],"foo":1})");
  LONGS_EQUAL(2, *ticket.topic_id);
  LONGS_EQUAL(4, *ticket.wishes.priority_id);
  LONGS_EQUAL(3, *ticket.wishes.dept_id);
  CHECK(!ticket.wishes.status_id && !ticket.wishes.staff_id);
  LONGS_EQUAL(1, ticket.fields.size());
  CHECK(!ticket_of(R"({"topicId":true})").topic_id);
  const auto both = ticket_of(R"({"priorityId":4,"priority":1})");
  CHECK(!both.wishes.priority_id);
  LONGS_EQUAL(1, both.fields.size());
}

TEST(StockTicket, keeps_the_extension_of_a_phone_number) {
  const auto ticket = api::stock_ticket(
      {StockFormat::kXml, xml("<ticket><phone ext='12'>3185558634</phone></ticket>")});
  STRCMP_EQUAL("3185558634X12", ticket->fields.at(0).value.to_string().c_str());
}

TEST(StockTicket, names_what_is_unexpected_with_its_path) {
  const domain::HelpDesk desk;
  const auto names = [&](StockFormat format, const char* text) {
    std::string all;
    for (const std::string& name :
         api::unexpected_members({format, *read_stock_body(format, text)}, desk))
      all += name + ' ';
    return all;
  };
  STRCMP_EQUAL("x system_emails/0 thread_entry_recipients/to/0 thread_entry_recipients/a ",
               names(StockFormat::kJson,
                     R"({"x":{"y":1},"alert":1,"system_emails":["a",{"b":1}],
                         "thread_entry_recipients":{"to":["b"],"b":{"cc":"c"},"a":"d"}})")
                   .c_str());
  STRCMP_EQUAL(
      "attachments ",
      names(StockFormat::kXml, "<ticket><attachments><file>text</file></attachments></ticket>")
          .c_str());
  STRCMP_EQUAL(
      "attachments/file/foo ",
      names(StockFormat::kXml,
            "<ticket><attachments><file name='a' foo='b'>text</file></attachments></ticket>")
          .c_str());
}

TEST(StockTicket, keeps_an_empty_address_with_its_message_alone) {
  auto ticket = ticket_of(R"({"ip":""})");
  ticket.client_address = "192.0.2.1";
  STRCMP_EQUAL("192.0.2.1", ticket.address().c_str());
  STRCMP_EQUAL("", ticket.message_address().c_str());
  CHECK(!ticket_of(R"({"ip":"here"})").ip);
}

TEST(StockTicket, names_the_origins_that_osticket_refuses) {
  const auto complaint = [](const char* json) {
    return api::origin_complaint(*read_stock_body(StockFormat::kJson, json));
  };
  STRCMP_EQUAL("", complaint(R"({"a":1})").c_str());
  STRCMP_EQUAL("", complaint(R"({"source":"api"})").c_str());
  STRCMP_EQUAL("", complaint(R"({"source":"Web","topicId":1})").c_str());
  STRCMP_CONTAINS("Select a Help Topic", complaint(R"({"source":"Web"})").c_str());
  STRCMP_EQUAL("origin\nInvalid ticket origin given\nerr\nNo fields set up",
               complaint(R"({"source":""})").c_str());
}

TEST(StockTicket, names_due_dates_that_osticket_refuses_and_uses_none) {
  const auto complaint = [](const char* json) {
    return api::due_complaint(*read_stock_body(StockFormat::kJson, json), 1700000000);
  };
  STRCMP_EQUAL("", complaint(R"({"duedate":"2023-11-15 10:00"})").c_str());
  for (const char* none : {R"({"duedate":""})", R"({"duedate":null})", R"({"duedate":["x"]})"})
    STRCMP_EQUAL("", complaint(none).c_str());
  STRCMP_EQUAL("duedate\nInvalid due date", complaint(R"({"duedate":"soon enough"})").c_str());
  STRCMP_EQUAL("duedate\nDue date must be in the future",
               complaint(R"({"duedate":"2023-11-14"})").c_str());
  CHECK(ticket_of(R"({"duedate":"2099-01-01"})").fields.empty());
}

TEST_GROUP(Stock){};

TEST(Stock, serves_no_other_address_and_method) {
  fakes::Service service;
  for (const auto& [method, path] :
       {std::pair("GET", "/api/tickets.json"), std::pair("POST", "/api/tickets.JSON"),
        std::pair("POST", "/api/tickets.json/"), std::pair("POST", "/api/tickets.email")}) {
    api::Services services{service.pool, service.clock, service.random, service.settings,
                           *service.caches};
    CHECK_TRUE(api::handle_stock(service.request(method, path), services, service.sink).ok());
    LONGS_EQUAL(400, service.sink.status);
    STRCMP_EQUAL("URL not supported", service.sink.body.c_str());
  }
  LONGS_EQUAL(0, service.pool.leases);
}
