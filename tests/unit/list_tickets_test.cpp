// SPDX-License-Identifier: MIT
#include "fakes/service.hpp"
#include "fakes/ticket_rows.hpp"

#include <algorithm>

#include <CppUTest/TestHarness.h>

using namespace ost;
using fakes::a_ticket;
using fakes::an_entry;
using fakes::Cells;
using fakes::joined;
using fakes::Service;
using fakes::whole;
using fakes::with_entries;

TEST_GROUP(ListTickets){};

TEST(ListTickets, answers_in_a_fixed_number_of_statements) {
  Service service;
  service.connection.rows["ticket_list.page"] = {
      whole({"1", "100", "1", "1", "0", "2025-01-01 00:00:00", "0000-00-00 00:00:00", "3", "Jane",
             "j@e.example", "5", std::nullopt, std::nullopt})};
  service.connection.rows["thread_list.entries"] = {
      {"5", "9", "N", "2025-01-01 00:00:00", "text", "html", "0", "0"}};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_EQUAL(
      "api_keys.find schema.signature reference.statuses reference.staff "
      "reference.cdata_columns ticket_list.page "
      "thread_list.entries",
      joined(service.connection.log).c_str());
  STRCMP_CONTAINS(R"("updated":null)", service.sink.body.c_str());
  STRCMP_CONTAINS(R"("is_note":true)", service.sink.body.c_str());
  STRCMP_CONTAINS(R"("pagination":{"page":1,"per_page":20,"total":1,"pages":1})",
                  service.sink.body.c_str());
}

TEST(ListTickets, keep_reference_data_for_its_time) {
  Service service;
  service.connection.rows["reference.cdata_columns"] = {{"ticket__cdata", "subject"}};
  CHECK_TRUE(service.send("GET").ok());
  service.connection.log.clear();
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_EQUAL("api_keys.find ticket_list.page", joined(service.connection.log).c_str());
  service.clock.tick(31);
  service.connection.log.clear();
  CHECK_TRUE(service.send("GET").ok());
  LONGS_EQUAL(6, service.connection.log.size());
}

TEST(ListTickets, asks_for_no_note_without_the_scope) {
  Service service;
  service.settings.key_scopes.add(1, api::KeyScope(api::KeyScope::kRead));
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5)};
  service.connection.rows["thread_list.entries"] = {an_entry(5, 8, "3")};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_CONTAINS("e.type <> 'N'", service.connection.sent.back().c_str());
  service.settings.key_scopes = {};
  CHECK_TRUE(service.send("GET").ok());
  CHECK(service.connection.sent.back().find("e.type <> 'N'") == std::string::npos);
}

TEST(ListTickets, ask_for_the_files_of_a_batch_once_an_entry_needs_them) {
  const std::string key(32, 'k');
  Service service;
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5)};
  Cells picture = an_entry(5, 9, "3");
  picture[4] = "<img src=\"cid:" + key + "\">";
  service.connection.rows["thread_list.entries"] = {an_entry(5, 8, "3"), picture};
  service.connection.rows["entry_files.load"] = {
      {"70", "D", "image/png", "3", key, "S", "a.png", "0", "1", "9", "1"}};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_CONTAINS(R"("body":"<img src=\"/api/v1/tickets.php/1/attachments/70\">")",
                  service.sink.body.c_str());
  const auto& log = service.connection.log;
  LONGS_EQUAL(1, std::count(log.begin(), log.end(), "entry_files.load"));
  LONGS_EQUAL(0, service.pool.held);
}

TEST(ListTickets, ask_for_the_names_of_strangers_once) {
  Service service;
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5)};
  service.connection.rows["thread_list.entries"] = {an_entry(5, 8, "3"), an_entry(5, 9, "77"),
                                                    an_entry(5, 10, "78"), an_entry(5, 11, "77")};
  service.connection.rows["people.by_ids"] = {
      {"77", "Colin", "c@e.example", "2025-01-02 00:00:00"}};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_EQUAL(
      "api_keys.find schema.signature reference.statuses reference.staff "
      "reference.cdata_columns ticket_list.page "
      "thread_list.entries people.by_ids thread_list.entries",
      joined(service.connection.log).c_str());
  STRCMP_CONTAINS("IN (77,78)", service.connection.sent[7].c_str());
  STRCMP_CONTAINS("e.thread_id = 5 AND e.id > 8", service.connection.sent[8].c_str());
  STRCMP_CONTAINS(R"("user_id":77,"user_name":"Colin","user_email":"c@e.example")",
                  service.sink.body.c_str());
  STRCMP_CONTAINS(R"("user_id":78,"user_name":null,"user_email":null)", service.sink.body.c_str());
}

TEST(ListTickets, show_a_ticket_with_two_threads_once) {
  Service service;
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5), a_ticket(1, 6), a_ticket(2, 7)};
  CHECK_TRUE(service.send("GET", "", nullptr, {{"per_page", "3"}}).ok());
  // Three rows were a page and held two tickets, so the third was asked for.
  STRCMP_CONTAINS("t.ticket_id >= 3", service.connection.sent[6].c_str());
}

TEST(ListTickets, find_a_later_page_by_its_first_id) {
  Service service;
  service.connection.rows["ticket_list.start"] = {{"41"}};
  service.connection.rows["ticket_list.page"] = {a_ticket(41, 5)};
  service.connection.rows["thread_list.entries"] = {an_entry(5, 8, "3")};
  CHECK_TRUE(service.send("GET", "", nullptr, {{"page", "3"}}).ok());
  STRCMP_CONTAINS("LIMIT 1 OFFSET 40", service.connection.sent[5].c_str());
  STRCMP_CONTAINS("t.ticket_id >= 41", service.connection.sent[6].c_str());
  STRCMP_CONTAINS(R"("pagination":{"page":3,"per_page":20,"total":41,"pages":3})",
                  service.sink.body.c_str());
}

TEST(ListTickets, behind_the_end_are_empty_and_tell_the_total) {
  Service service;
  service.connection.rows["ticket_list.count"] = {{"7"}};
  CHECK_TRUE(service.send("GET", "", nullptr, {{"page", "3"}}).ok());
  STRCMP_EQUAL(R"({"tickets":[],"pagination":{"page":3,"per_page":20,"total":7,"pages":1}})",
               service.sink.body.c_str());
}

TEST(ListTickets, tell_no_total_below_what_they_show) {
  Service service;
  service.numbers.kept["total "] = {3, INT64_MAX / 2};
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 0), a_ticket(2, 0)};
  CHECK_TRUE(service.send("GET", "", nullptr, {{"per_page", "2"}}).ok());
  STRCMP_CONTAINS(R"("total":3,)", service.sink.body.c_str());
  service.numbers.kept["total "].value = 1;
  CHECK_TRUE(service.send("GET", "", nullptr, {{"per_page", "2"}}).ok());
  STRCMP_CONTAINS(R"("total":2,)", service.sink.body.c_str());
  service.connection.rows["ticket_list.page"].clear();
  CHECK_TRUE(service.send("GET", "", nullptr, {{"per_page", "2"}, {"page", "9"}}).ok());
  STRCMP_CONTAINS(R"("total":1,)", service.sink.body.c_str());
}

TEST(ListTickets, leave_out_what_was_deleted_after_the_page_was_read) {
  Service service;
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5), a_ticket(2, 6), a_ticket(3, 7)};
  service.connection.rows["thread_list.entries"] = {an_entry(7, 8, "3")};
  service.connection.rows["thread_list.there"] = {{"5"}};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_CONTAINS(R"("id":1,)", service.sink.body.c_str());
  STRCMP_CONTAINS(R"("responses":[]},{"id":3,)", service.sink.body.c_str());
  STRCMP_CONTAINS(R"("total":2,)", service.sink.body.c_str());
}

TEST(ListTickets, ask_for_no_thread_that_shows_entries) {
  Service service;
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5)};
  service.connection.rows["thread_list.entries"] = {an_entry(5, 8, "3")};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_EQUAL("thread_list.entries", service.connection.log.back().c_str());
}

TEST(ListTickets, read_the_tables_anew_where_one_has_gone) {
  Service service;
  service.connection.rows["reference.cdata_columns"] = {{"ticket__cdata", "subject"}};
  service.connection.errors["ticket_list.page"] = {base::Errc::kSchemaChanged};
  CHECK(service.send("GET").error().code == base::Errc::kSchemaChanged);
  LONGS_EQUAL(2, std::count(service.connection.log.begin(), service.connection.log.end(),
                            "reference.cdata_columns"));
}

TEST(ListTickets, keep_nothing_while_the_table_of_subjects_is_away) {
  Service service;
  CHECK_TRUE(service.send("GET").ok());
  service.connection.rows["reference.cdata_columns"] = {{"ticket__cdata", "subject"}};
  CHECK_TRUE(service.send("GET").ok());
  STRCMP_CONTAINS("c.subject", service.connection.sent.back().c_str());
}

TEST(ListTickets, find_no_part_of_subjects_that_are_not_there) {
  Service service;
  service.connection.rows["ticket_list.page"] = {a_ticket(1, 5)};
  CHECK_TRUE(service.send("GET", "", nullptr, {{"q", "Hello"}}).ok());
  STRCMP_EQUAL(R"({"tickets":[],"pagination":{"page":1,"per_page":20,"total":0,"pages":0}})",
               service.sink.body.c_str());
}

TEST_GROUP(TicketTag) {
  Service service;
  Cells ticket = a_ticket(1, 5);
  Cells entry = an_entry(5, 8, "3");
  void show() {
    auto& rows = service.connection.rows;
    rows["ticket_list.page"] = {ticket};
    rows["ticket_list.with_entries"] = with_entries(ticket, {entry});
    rows["ticket_list.with_state"] = with_entries(ticket, {entry});
    rows["thread_list.entries"] = {Cells(entry.begin(), entry.begin() + 8)};
    rows["thread_list.states"] = {{"5", "1", *entry[1], entry.size() > 8 ? entry[8] : ""}};
  }
  std::string tag_of(const char* path, const char* known = nullptr) {
    show();
    api::Request request = service.request("GET", path);
    if (known) request.headers.emplace_back("If-None-Match", known);
    service.sink.headers.clear();
    service.connection.log.clear();
    CHECK_TRUE(service.send(request).ok());
    return service.sink.headers["ETag"];
  }
  bool has_read_a_thread() const {
    const std::string log = joined(service.connection.log);
    return log.find("with_entries") != std::string::npos ||
           log.find("thread_list.entries") != std::string::npos;
  }
};

TEST(TicketTag, is_strong_for_a_ticket_and_weak_for_a_list) {
  CHECK_EQUAL('"', tag_of("/tickets/1").front());
  CHECK_EQUAL('W', tag_of("/tickets").front());
  STRCMP_EQUAL(tag_of("/tickets").c_str(), tag_of("/tickets").c_str());
}

TEST(TicketTag, is_another_one_after_each_change_of_a_row) {
  const std::string one = tag_of("/tickets/1");
  const std::string list = tag_of("/tickets");
  // The columns of the list, then the whole state.
  for (const std::size_t column : {1u, 2u, 11u, 20u, 27u, 31u, 32u}) {
    ticket[column] = "changed";
    CHECK_TEXT(one != tag_of("/tickets/1"), std::to_string(column).c_str());
    if (column <= 12) CHECK_TEXT(list != tag_of("/tickets"), std::to_string(column).c_str());
    ticket = a_ticket(1, 5);
    STRCMP_EQUAL(one.c_str(), tag_of("/tickets/1").c_str());
  }
}

TEST(TicketTag, is_another_one_after_each_change_of_a_thread) {
  const std::string one = tag_of("/tickets/1");
  const std::string list = tag_of("/tickets");
  entry.push_back("2025-01-02 00:00:00");
  CHECK(one != tag_of("/tickets/1"));
  STRCMP_EQUAL(list.c_str(), tag_of("/tickets").c_str());
  entry = an_entry(5, 9, "3");
  CHECK(one != tag_of("/tickets/1"));
  CHECK(list != tag_of("/tickets"));
}

TEST(TicketTag, spares_who_knows_it_the_thread) {
  for (const char* path : {"/tickets/1", "/tickets"}) {
    const std::string tag = tag_of(path);
    CHECK_TRUE(has_read_a_thread());
    STRCMP_EQUAL(tag.c_str(), tag_of(path, tag.c_str()).c_str());
    LONGS_EQUAL(304, service.sink.status);
    STRCMP_EQUAL("", service.sink.body.c_str());
    CHECK_FALSE(has_read_a_thread());
    STRCMP_EQUAL(tag.c_str(), tag_of(path, "\"other\"").c_str());
    LONGS_EQUAL(200, service.sink.status);
  }
}
