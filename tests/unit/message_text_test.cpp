// SPDX-License-Identifier: MIT
// No word of a plain message is lost, whatever signs it holds.
#include "domain/thread/message_text.hpp"

#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/thread/entry.hpp"
#include "domain/thread/thread_post.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::MessageText;
using domain::RichText;

namespace {

std::string body_of(const std::string& message, RichText rich_text = RichText::kOn) {
  const auto read = domain::read_message(message);
  if (!read) return "refused: " + read.error().fields.at(0).reason;
  const domain::MessageBody made = domain::make_body(*read, rich_text);
  return made.format + ": " + made.body;
}

// The text that a browser shows of a body: line breaks and entities undone, runs of white space as
// one space.
std::string shown(std::string body) {
  const struct {
    const char* from;
    const char* to;
  } undone[] = {{"<br />\n", "\n"}, {"<br /> ", "\n"}, {"<br />", "\n"},
                {"&lt;", "<"},      {"&gt;", ">"},     {"&amp;", "&"}};
  for (const auto& pair : undone)
    for (std::size_t at = body.find(pair.from); at != std::string::npos;
         at = body.find(pair.from, at + 1))
      body.replace(at, std::string(pair.from).size(), pair.to);
  return domain::collapse_white_space(body);
}

// What monitoring tools write of themselves.
constexpr const char* kAlerts[] = {
    // Nagios
    "***** Nagios *****\n\nNotification Type: PROBLEM\n\nService: Uplink <core-1>\nHost: "
    "switch<01>\nState: CRITICAL\n\nAdditional Info:\n\nRTA 812 ms > 500 ms, loss 4% < 5%",
    "HOST DOWN alert for db-2!\nInfo: PING CRITICAL - rta=nan (if rta<0 then down)",
    // Zabbix
    "Problem started at 10:23:45\nProblem name: Free space is < 20% on /\nHost: {HOST.NAME}\n"
    "Operational data: last value <19.2 %>\nOriginal problem ID: 4711",
    "Trigger: {web-1:system.cpu.load[percpu,avg1].last()}>5 & {web-1:icmpping.last()}<1",
    // LibreNMS
    "Alert for device sw-3 - Port <eth0/1> status\nSeverity: critical\nRule: %ports.ifInErrors_rate"
    " >= 100 && %macros.port_up < 1\nFaults:\n  #1: ifName => <ge-0/0/1>, ifAlias => <uplink>;",
    // check_mk
    "Host:    <monitoring@example.com>\nService: CPU load\nEvent:   OK -> WARN\nOutput: 15 min "
    "load: 7.12 (warn/crit at 5.00/10.00)(!) <thread 0x7f>",
    // Prometheus
    "[FIRING:1] InstanceDown (instance=<none> job=node)\nLabels:\n - alertname = X\nAnnotations:\n"
    " - summary = rate(errors[5m]) > 0.1 and up<1\nSource: "
    "http://p:9090/graph?g0.expr=up+%3C+1&a=b",
    // Programs
    "From: John <john@example.com>\nTo: ops@example.com",
    "cat <<EOF\nif (a<b && c>d) { x = \"<>\"; }\nEOF",
    "1 < 2 > 0, a <- b, <3, </ , <!, <?php, <uplink>, <a@b>, <b c d>",
    "std::vector<int> v; #include <stdio.h>; List<String> & Map<K,V>",
};

}  // namespace

TEST_GROUP(MessageText){};

TEST(MessageText, of_monitoring_tools_stays_whole) {
  for (const char* alert : kAlerts) {
    const std::string whole = domain::collapse_white_space(std::string("html: ") + alert);
    STRCMP_EQUAL_TEXT(whole.c_str(), shown(body_of(alert)).c_str(), alert);
  }
}

TEST(MessageText, is_markup_when_it_holds_an_element) {
  STRCMP_EQUAL("html: <p>a</p>", body_of("<p>a</p>").c_str());
  STRCMP_EQUAL("html: a<br />b", body_of("a<br>b").c_str());
  STRCMP_EQUAL("html: <a href=\"http://x.example/\">a</a>",
               body_of("<A HREF='http://x.example/'>a</A>").c_str());
}

TEST(MessageText, of_a_data_address_is_what_its_type_says) {
  STRCMP_EQUAL("html: a b", body_of("data:text/html,a b").c_str());
  STRCMP_EQUAL("text: &lt;p&gt;a&lt;/p&gt;", body_of("data:text/plain,<p>a</p>").c_str());
  STRCMP_EQUAL("text: a &lt; b", body_of("data:,a < b").c_str());
  STRCMP_EQUAL("html: <b>a</b>",
               body_of("data:text/html; charset=utf-8; base64,PGI+YTwvYj4=").c_str());
  STRCMP_EQUAL("html: <b>a</b>", body_of("DATA:TEXT/HTML;BASE64,PGI-YTwv\nYj4").c_str());
  STRCMP_EQUAL("text: gr\xC3\xBC\xC3\x9F", body_of("data:text/plain,gr\xFC\xDF").c_str());
  STRCMP_EQUAL("text: \xE2\x82\xAC",
               body_of("data:text/plain;charset=\"windows-1252\",\x80").c_str());
}

TEST(MessageText, that_only_looks_like_a_data_address_is_itself) {
  STRCMP_EQUAL("html: data: 5, 7 and 9", body_of("data: 5, 7 and 9").c_str());
  STRCMP_EQUAL("html: data:5", body_of("data:5").c_str());
}

TEST(MessageText, of_a_broken_data_address_is_refused) {
  STRCMP_EQUAL("refused: is no complete data address", body_of("data:text/html").c_str());
  STRCMP_EQUAL("refused: is not the base64 it says it is",
               body_of("data:text/plain;base64,a*b").c_str());
  STRCMP_EQUAL("refused: is not the text its charset says",
               body_of("data:text/plain;charset=utf-8,\xFF").c_str());
  STRCMP_EQUAL("refused: is not the text its charset says",
               body_of("data:text/plain;charset=no-such,x").c_str());
  STRCMP_EQUAL("refused: is not the text its charset says",
               body_of("data:text/plain;base64,AA==").c_str());
  STRCMP_EQUAL("refused: is empty", body_of("data:text/plain, ").c_str());
}

TEST(MessageText, without_rich_text_is_encoded) {
  STRCMP_EQUAL("text: a &lt;b&gt;\n\nc", body_of("a <b>\n\n\n\nc", RichText::kOff).c_str());
  STRCMP_EQUAL("html: <b>a</b>", body_of("data:text/html,<b>a</b>", RichText::kOff).c_str());
}

TEST_GROUP(NewMessage){};

TEST(NewMessage, loses_emoticons_before_its_spaces_are_counted) {
  const domain::HelpDesk desk;
  const std::string subject = "Smile";
  for (const char* message : {"Emoji \U0001F600 here", "<p>Emoji \U0001F600 here</p>"}) {
    const std::string text = message;
    const auto post = domain::prepare_message(desk, {subject, text, {}});
    CHECK_TRUE(bool(post));
    CHECK_TRUE(post->body.find("Emoji here") != std::string::npos);
  }
}

TEST_GROUP(HtmlDetection){};

TEST(HtmlDetection, knows_tags_of_known_elements_alone) {
  for (const char* markup : {"<p>", "a</p>", "<br/>", "<br />", "<P\n>", "<a href=x>",
                             "<td width=\"1\" >", "<x><b>", "<h1 class='a b' id=c>"})
    CHECK_TRUE_TEXT(domain::holds_element(markup), markup);
  CHECK_TRUE(domain::holds_element("<img src='data:" + std::string(200000, 'a') + "'>"));
  for (const char* text :
       {"", "<", "<<", "a<b", "<b", "<b c d>", "<b&&c>", "<uplink>", "<a@b.example>", "<p.>",
        "< p>", "</ p>", "<a href=>", "<a href=\"x>", "<1>"})
    CHECK_FALSE_TEXT(domain::holds_element(text), text);
}

TEST_GROUP(PostedMarkup){};

TEST(PostedMarkup, is_cleaned_as_often_as_osticket_cleans_it) {
  const auto posted = [](domain::Writer writer, const char* markup) {
    return domain::make_body({markup}, RichText::kOn, nullptr, writer).body;
  };
  constexpr char kEmpty[] = "<p>a</p><p></p><p>b</p><p> </p><p>c</p>";
  using domain::Writer;
  STRCMP_EQUAL("<p>a</p><p>b</p> <p></p><p>c</p>", posted(Writer::kRequest, kEmpty).c_str());
  STRCMP_EQUAL("<p>a</p><p>b</p> <p>c</p>", posted(Writer::kNobody, kEmpty).c_str());
  STRCMP_EQUAL("<p>a</p><p>b</p> <p><br /></p><p>c</p>", posted(Writer::kForm, kEmpty).c_str());
  STRCMP_EQUAL("<p>a</p><p><br /></p><p>b</p> <p><br /></p><p>c</p>",
               posted(Writer::kPerson, kEmpty).c_str());
}

TEST(PostedMarkup, keeps_what_is_encoded_however_often_it_is_cleaned) {
  const domain::MessageBody made =
      domain::make_body({"<p></p><p>&amp;lt;b&amp;gt; &amp;amp;</p>"}, RichText::kOn, nullptr,
                        domain::Writer::kPerson);
  STRCMP_EQUAL("<p><br /></p><p>&lt;b&gt; &amp;</p>", made.body.c_str());
}

TEST(PostedMarkup, is_taken_out_of_the_element_that_google_puts_around_it) {
  STRCMP_EQUAL("html: Hi <p>x</p>", body_of("<div dir=\"ltr\">Hi</div><p>x</p>").c_str());
  STRCMP_EQUAL("html: Hi <div>in more</div> rest",
               body_of("<DIV DIR=\"ltr\">Hi <div>in</div> more</div> rest").c_str());
  STRCMP_EQUAL("html: <div dir=\"rtl\">Hi</div>", body_of("<div dir=\"rtl\">Hi</div>").c_str());
}

TEST(PostedMarkup, is_markup_of_osticket_where_it_logs_a_note) {
  domain::HelpDesk desk;
  desk.config[{"core", "enable_richtext"}] = "0";
  const auto comments = domain::prepare_comments(desk, "one\ntwo < three");
  STRCMP_EQUAL("text", comments->posted.format.c_str());
  STRCMP_EQUAL("one\ntwo &lt; three", comments->posted.body.c_str());
  STRCMP_EQUAL("html", comments->logged.format.c_str());
  STRCMP_EQUAL("one<br /> two &lt; three", comments->logged.body.c_str());
}

TEST(PostedMarkup, of_another_status_has_its_empty_paragraphs_as_lines) {
  const domain::HelpDesk desk;
  for (const char* sent : {"<p>a</p><p></p><p>b</p>", "data:text/html,<p>a</p><p></p><p>b</p>"}) {
    const auto comments = domain::prepare_comments(desk, sent);
    STRCMP_EQUAL("<p>a</p><p>b</p>", comments->logged.body.c_str());
    STRCMP_EQUAL("<p>a</p><p><br /></p><p>b</p>", comments->of_status->body.c_str());
  }
  CHECK_FALSE(domain::prepare_comments(desk, "<p>a</p>")->of_status.has_value());
}
