// SPDX-License-Identifier: MIT
#include "api/actions.hpp"
#include "api/caches.hpp"
#include "domain/desk/run_transaction.hpp"
#include "fakes/service.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;
using fakes::FakeConnection;
using fakes::joined;
using fakes::Service;

namespace {

base::Error retry() {
  return {Errc::kRetryTransaction, "busy", "", {}};
}

}  // namespace

TEST_GROUP(Transaction){};

TEST(Transaction, rolls_back_what_is_not_committed) {
  FakeConnection connection;
  {
    db::Transaction transaction(connection);
    CHECK_TRUE(transaction.begin().ok());
  }
  STRCMP_EQUAL("begin rollback", joined(connection.log).c_str());
}

TEST(Transaction, runs_again_when_the_server_gave_it_up) {
  FakeConnection connection;
  int runs = 0;
  const base::Status done = domain::run_transaction(connection, 3, [&]() -> base::Status {
    return ++runs < 3 ? base::Status(retry()) : base::Status();
  });
  CHECK_TRUE(done.ok());
  STRCMP_EQUAL("begin rollback begin rollback begin commit", joined(connection.log).c_str());
}

TEST(Transaction, runs_again_as_often_as_it_may) {
  FakeConnection connection;
  int runs = 0;
  const base::Status done = domain::run_transaction(connection, 2, [&]() -> base::Status {
    ++runs;
    return retry();
  });
  LONGS_EQUAL(3, runs);
  CHECK(done.error().code == Errc::kRetryTransaction);
}

TEST(Transaction, runs_again_after_a_conflict_at_its_commit) {
  FakeConnection connection;
  connection.commits = {retry()};
  CHECK_TRUE(domain::run_transaction(connection, 1, [] { return base::Status(); }).ok());
  STRCMP_EQUAL("begin commit begin commit", joined(connection.log).c_str());
}

TEST(Transaction, whose_outcome_is_unknown_never_runs_again) {
  FakeConnection connection;
  connection.commits = {base::Error{Errc::kCommitUnknown, "unknown", "", {}}};
  const base::Status done = domain::run_transaction(connection, 3, [] { return base::Status(); });
  CHECK(done.error().code == Errc::kCommitUnknown);
  STRCMP_EQUAL("begin commit", joined(connection.log).c_str());
}

TEST_GROUP(Router){};

TEST(Router, asks_nothing_of_the_database_without_a_key) {
  Service service;
  for (const api::Parameters& headers : {api::Parameters{}, api::Parameters{{"X-API-Key", ""}}}) {
    api::Request request = service.request("GET");
    request.headers = headers;
    CHECK(service.send(request).error().code == Errc::kMissingKey);
  }
  CHECK(service.send("PURGE").error().code == Errc::kMethodNotAllowed);
  LONGS_EQUAL(0, service.pool.leases);
}

TEST(Router, refuses_a_key_before_it_looks_at_the_request) {
  Service service;
  service.connection.rows.clear();
  CHECK(service.send("POST", "no json").error().code == Errc::kInvalidKey);
}

TEST(Router, asks_nothing_of_the_database_for_an_address_that_has_to_wait) {
  Service service;
  service.guard.seconds = 40;
  const base::Status served = service.send("GET");
  CHECK(served.error().code == Errc::kTooManyFailures);
  LONGS_EQUAL(40, served.error().retry_after);
  LONGS_EQUAL(0, service.pool.leases);
}

TEST(Router, counts_keys_that_are_wrong_and_no_other_refusal) {
  Service service;
  const auto failures_with = [&](fakes::Cells row, const char* method) {
    service.guard.failures = 0;
    service.connection.rows["api_keys.find"] = {std::move(row)};
    (void)service.send(method, "{}", "5");
    return service.guard.failures;
  };
  LONGS_EQUAL(1, failures_with({"1", "1", "", "OTHER", "1"}, "GET"));
  LONGS_EQUAL(1, failures_with({"1", "0", "", "KEY", "1"}, "GET"));
  LONGS_EQUAL(1, failures_with({"1", "1", "10.0.0.1", "KEY", "1"}, "GET"));
  LONGS_EQUAL(0, failures_with({"1", "1", "", "KEY", "1"}, "GET"));
  LONGS_EQUAL(0, failures_with({"1", "1", "", "KEY", "0"}, "POST"));
  service.settings.key_scopes.add(1, api::KeyScope(api::KeyScope::kRead));
  LONGS_EQUAL(0, failures_with({"1", "1", "", "KEY", "1"}, "DELETE"));
}

TEST(Router, refuses_methods_outside_the_keys_scope) {
  Service service;
  service.settings.key_scopes.add(1, api::KeyScope(api::KeyScope::kRead));
  CHECK_TRUE(service.send("GET").ok());
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
    service.connection.log.clear();
    CHECK(service.send(method, R"({"status_id":1})", "5").error().code == Errc::kForbidden);
    STRCMP_EQUAL("api_keys.find", joined(service.connection.log).c_str());
  }
}

TEST_GROUP(CreateTicket){};

namespace {

constexpr char kBody[] =
    R"({"email":"new@e.example","name":"New","subject":"Hello","message":"Text"})";

void script_help_desk(FakeConnection& connection) {
  connection.rows["forms.forms"] = {{"1", "U", "Contact"}, {"2", "T", "Ticket"}};
  connection.rows["forms.fields"] = {{"1", "1", "489395", "text", "Email", "email", "", "1"},
                                     {"3", "1", "13057", "phone", "Phone", "phone", "", "1"},
                                     {"20", "2", "489265", "text", "Subject", "subject", "", "1"}};
  connection.rows["reference.statuses"] = {{"1", "Open", "open", "3", "0", "{}"}};
  connection.rows["clock.now"] = {{"2026-01-01 10:00:00"}};
}

}  // namespace

TEST(CreateTicket, writes_its_rows_in_order_in_one_transaction) {
  Service service;
  script_help_desk(service.connection);
  CHECK_TRUE(service.send("POST", kBody).ok());
  LONGS_EQUAL(201, service.sink.status);
  const std::string log = joined(service.connection.log);
  STRCMP_CONTAINS(
      "begin clock.now users.by_address organizations.by_domain users.insert_address users.insert "
      "users.own_address forms.insert_entry forms.insert_values sequences.number_taken "
      "new_ticket.ticket "
      "new_ticket.thread forms.insert_entry forms.insert_values new_ticket.entry events.insert "
      "new_ticket.search commit",
      log.c_str());
}

TEST(CreateTicket, leaves_nothing_when_a_statement_fails) {
  for (const char* label :
       {"users.insert_address", "users.insert", "users.own_address", "forms.insert_entry",
        "forms.insert_values", "sequences.number_taken", "new_ticket.ticket", "new_ticket.thread",
        "new_ticket.entry", "events.insert", "new_ticket.search"}) {
    Service service;
    script_help_desk(service.connection);
    service.connection.errors[label] = base::internal_error(label);
    CHECK(service.send("POST", kBody).error().code == Errc::kInternal);
    STRCMP_EQUAL_TEXT("rollback", service.connection.log.back().c_str(), label);
    LONGS_EQUAL(0, service.sink.status);
  }
}

TEST(CreateTicket, that_is_refused_writes_only_the_system_log) {
  Service service;
  script_help_desk(service.connection);
  service.connection.rows["config.all"] = {{"core", "log_level", "2"},
                                           {"core", "schema_signature", fakes::kSignature}};
  service.connection.rows["filters.filters"] = {
      {"1", "1", "1", "0", "0", "Email", "SYSTEM BAN LIST"}};
  service.connection.rows["filters.rules"] = {{"1", "email", "equal", "new@e.example", "1"}};
  CHECK(service.send("POST", kBody).error().code == Errc::kRefusedByHelpDesk);
  const std::string log = joined(service.connection.log);
  STRCMP_CONTAINS("rollback system_log.insert", log.c_str());
}

TEST_GROUP(UpdateTicket){};

TEST(UpdateTicket, locks_the_ticket_first) {
  Service service;
  CHECK(service.send("PUT", R"({"status_id":1})", "5").error().code == Errc::kTicketNotFound);
  STRCMP_EQUAL("rollback", service.connection.log.back().c_str());
  STRCMP_EQUAL("ticket_change.lock",
               service.connection.log.at(service.connection.log.size() - 2).c_str());
}

TEST_GROUP(DeleteTicket){};

TEST(DeleteTicket, that_is_not_there_changes_nothing) {
  Service service;
  CHECK(service.send("DELETE", "", "5").error().code == Errc::kTicketNotFound);
  STRCMP_EQUAL("rollback", service.connection.log.back().c_str());
}
