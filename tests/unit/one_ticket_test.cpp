// SPDX-License-Identifier: MIT
#include "fakes/service.hpp"
#include "fakes/ticket_rows.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using fakes::a_ticket;
using fakes::an_entry;
using fakes::Cells;
using fakes::Columns;
using fakes::joined;
using fakes::Service;
using fakes::with_entries;

TEST_GROUP(OneTicket) {
  Service service;
  void setup() override {
    service.settings.key_milliseconds = 60000;
    service.connection.rows["reference.cdata_columns"] = {{"ticket__cdata", "subject"}};
    CHECK_TRUE(service.send("GET").ok());
    service.connection.log.clear();
  }
  void show(const std::vector<Cells>& rows) {
    service.connection.rows["ticket_list.with_entries"] = rows;
  }
  /// The statements of a request for the ticket by its path.
  std::string asked() {
    service.connection.log.clear();
    service.sink.body.clear();
    CHECK_TRUE(service.send(service.request("GET", "/tickets/1")).ok());
    LONGS_EQUAL(0, service.pool.held);
    return joined(service.connection.log);
  }
};

TEST(OneTicket, comes_with_its_entries_in_one_statement) {
  show(with_entries(a_ticket(1, 5), {an_entry(5, 8, "3"), an_entry(5, 9, "0")}));
  STRCMP_EQUAL("ticket_list.with_entries", asked().c_str());
  STRCMP_CONTAINS(R"("responses":[{"id":8,)", service.sink.body.c_str());
  STRCMP_CONTAINS(R"(},{"id":9,)", service.sink.body.c_str());
}

TEST(OneTicket, that_is_known_or_shown_without_them_comes_with_its_state_in_one_statement) {
  service.connection.rows["ticket_list.with_state"] =
      with_entries(a_ticket(1, 5), {an_entry(5, 8, "3"), an_entry(5, 9, "0")});
  api::Request request = service.request("GET", "/tickets/1");
  request.query = {{"include", "none"}};
  CHECK_TRUE(service.send(request).ok());
  STRCMP_EQUAL("ticket_list.with_state", joined(service.connection.log).c_str());
  request.query.clear();
  request.headers.emplace_back("If-None-Match", "*");
  service.connection.log.clear();
  CHECK_TRUE(service.send(request).ok());
  LONGS_EQUAL(304, service.sink.status);
  STRCMP_EQUAL("ticket_list.with_state", joined(service.connection.log).c_str());
}

TEST(OneTicket, comes_with_them_in_a_list_too) {
  show(with_entries(a_ticket(1, 5), {an_entry(5, 8, "3")}, Columns::kOfList));
  CHECK_TRUE(service.send("GET", "", "1").ok());
  STRCMP_EQUAL("ticket_list.with_entries", joined(service.connection.log).c_str());
  STRCMP_CONTAINS(R"("responses":[{"id":8,)", service.sink.body.c_str());
  STRCMP_CONTAINS(R"("pagination":{"page":1,"per_page":20,"total":1,"pages":1})",
                  service.sink.body.c_str());
}

TEST(OneTicket, without_a_thread_or_an_entry_is_shown) {
  for (const int thread : {0, 5}) {
    show(with_entries(a_ticket(1, thread), {}));
    STRCMP_EQUAL("ticket_list.with_entries", asked().c_str());
    STRCMP_CONTAINS(R"("responses":[])", service.sink.body.c_str());
  }
}

TEST(OneTicket, that_is_not_there_is_not_found) {
  CHECK(service.send(service.request("GET", "/tickets/1")).error().code ==
        base::Errc::kTicketNotFound);
}

TEST(OneTicket, has_a_long_thread_read_in_the_order_of_an_index) {
  std::vector<Cells> entries;
  for (int i = 1; i <= 65; ++i) entries.push_back(an_entry(5, i, "3"));
  show(with_entries(a_ticket(1, 5), entries));
  service.connection.rows["thread_list.states"] = {{"5", "300", "300", "2025-01-01 00:00:00"}};
  service.connection.rows["thread_list.entries"] = {an_entry(5, 300, "3")};
  STRCMP_EQUAL("ticket_list.with_entries thread_list.states thread_list.entries", asked().c_str());
  STRCMP_CONTAINS("IN (5)", service.connection.sent.back().c_str());
  STRCMP_CONTAINS(R"("responses":[{"id":300,)", service.sink.body.c_str());
}

TEST(OneTicket, keeps_no_more_than_a_megabyte_of_entries) {
  Cells large = an_entry(5, 8, "3");
  large[4] = std::string(600000, 'x');
  show(with_entries(a_ticket(1, 5), {large, large}));
  service.connection.rows["thread_list.entries"] = {large};
  STRCMP_EQUAL("ticket_list.with_entries thread_list.states thread_list.entries", asked().c_str());
  STRCMP_CONTAINS(R"("responses":[{"id":8,)", service.sink.body.c_str());
}

TEST(OneTicket, shows_its_entries_by_id_however_they_come) {
  show(with_entries(a_ticket(1, 5), {an_entry(5, 9, "3"), an_entry(5, 8, "3")}));
  asked();
  STRCMP_CONTAINS(R"("responses":[{"id":8,)", service.sink.body.c_str());
}

TEST(OneTicket, with_two_threads_is_shown_with_the_first) {
  auto rows = with_entries(a_ticket(1, 6), {an_entry(6, 9, "3")});
  for (const Cells& row : with_entries(a_ticket(1, 5), {an_entry(5, 8, "3")})) rows.push_back(row);
  show(rows);
  STRCMP_EQUAL("ticket_list.with_entries", asked().c_str());
  STRCMP_CONTAINS(R"("responses":[{"id":8,)", service.sink.body.c_str());
  CHECK(service.sink.body.find(R"({"id":9,)") == std::string::npos);
}

TEST(OneTicket, has_its_entries_read_once_where_names_are_asked_for) {
  show(with_entries(a_ticket(1, 5), {an_entry(5, 8, "77"), an_entry(5, 9, "3")}));
  service.connection.rows["people.by_ids"] = {
      {"77", "Colin", "c@e.example", "2025-01-02 00:00:00"}};
  STRCMP_EQUAL("ticket_list.with_entries people.by_ids", asked().c_str());
  STRCMP_CONTAINS(R"("user_name":"Colin","user_email":"c@e.example")", service.sink.body.c_str());
  STRCMP_CONTAINS(R"(},{"id":9,)", service.sink.body.c_str());
}

TEST(OneTicket, has_names_that_are_remembered_like_reference_data) {
  show(with_entries(a_ticket(1, 5), {an_entry(5, 8, "77"), an_entry(5, 9, "78")}));
  service.connection.rows["people.by_ids"] = {
      {"77", "Colin", "c@e.example", "2025-01-02 00:00:00"}};
  asked();
  const std::string first = service.sink.body;
  STRCMP_EQUAL("ticket_list.with_entries", asked().c_str());
  STRCMP_EQUAL(first.c_str(), service.sink.body.c_str());
  service.clock.tick(29);
  STRCMP_EQUAL("ticket_list.with_entries", asked().c_str());
  service.clock.tick(1);
  STRCMP_CONTAINS("people.by_ids", asked().c_str());
}

TEST(OneTicket, remembers_no_name_without_a_time_to_live) {
  service.settings.reference_seconds = 0;
  show(with_entries(a_ticket(1, 5), {an_entry(5, 8, "77")}));
  for (int i = 0; i < 2; ++i) STRCMP_CONTAINS("people.by_ids", asked().c_str());
}

// Its tag tells of the change, so an answer with the old name must not bear it.
TEST(OneTicket, has_no_name_from_before_the_last_change_of_a_writer) {
  Cells entry = an_entry(5, 8, "77");
  entry.push_back("2025-01-01 00:00:00");
  show(with_entries(a_ticket(1, 5), {entry}));
  service.connection.rows["people.by_ids"] = {
      {"77", "Colin", "c@e.example", "2025-01-02 00:00:00"}};
  asked();
  STRCMP_EQUAL("ticket_list.with_entries", asked().c_str());
  entry.back() = "2025-01-02 00:00:00";
  show(with_entries(a_ticket(1, 5), {entry}));
  STRCMP_CONTAINS("people.by_ids", asked().c_str());
}
