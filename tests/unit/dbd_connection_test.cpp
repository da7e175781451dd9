// SPDX-License-Identifier: MIT
#include "db/dbd/dbd_connection.hpp"
#include "fakes/fake_clock.hpp"

#include <apr_general.h>

#include <deque>

#include <CppUTest/TestHarness.h>
#include <CppUTestExt/MockSupport.h>

using namespace ost;
using base::Errc;

namespace {

constexpr db::Statement kChange{"test.change", "UPDATE ticket", 0};
constexpr db::Statement kRead{"test.read", "SELECT id FROM ticket", 0};

/// The text that the driver keeps of its last error, and how many rows a result has before it ends.
std::string last_error;
int rows_left = 0;

}  // namespace

// What the linker would otherwise take from apr-util.
void* apr_dbd_native_handle(const apr_dbd_driver_t*, apr_dbd_t*) {
  return nullptr;
}

int apr_dbd_query(const apr_dbd_driver_t*, apr_dbd_t*, int* changed, const char* sql) {
  *changed = 1;
  return mock().actualCall("query").withParameter("sql", sql).returnIntValue();
}

int apr_dbd_select(const apr_dbd_driver_t*, apr_pool_t*, apr_dbd_t*, apr_dbd_results_t** results,
                   const char* sql, int random) {
  static char any;
  *results = reinterpret_cast<apr_dbd_results_t*>(&any);
  return mock()
      .actualCall("select")
      .withParameter("sql", sql)
      .withParameter("random", random)
      .returnIntValue();
}

int apr_dbd_get_row(const apr_dbd_driver_t*, apr_pool_t*, apr_dbd_results_t*, apr_dbd_row_t**,
                    int) {
  return rows_left-- > 0 ? 0 : -1;
}

apr_status_t apr_dbd_datum_get(const apr_dbd_driver_t*, apr_dbd_row_t*, int, apr_dbd_type_e,
                               void*) {
  return APR_ENOENT;
}

const char* apr_dbd_get_entry(const apr_dbd_driver_t*, apr_dbd_row_t*, int column) {
  // What session.check asks for.
  constexpr const char* kAnswers[] = {"utf8mb3", "utf8mb4", ""};
  return kAnswers[column];
}

const char* apr_dbd_error(const apr_dbd_driver_t*, apr_dbd_t*, int) {
  return last_error.c_str();
}

TEST_GROUP(DbdConnection) {
  base::SystemClock system_clock;
  fakes::FakeClock clock;
  db::CallDeadlines deadlines{system_clock};
  db::Usage usage;
  apr_pool_t* pool = nullptr;
  db::DbdConnection* connection = nullptr;

  void setup() override {
    apr_initialize();
    apr_pool_create(&pool, nullptr);
    connection =
        new db::DbdConnection({}, {deadlines, std::chrono::minutes(1)}, pool, "ost_", clock, usage);
    mock().strictOrder();
  }

  void teardown() override {
    delete connection;
    apr_pool_destroy(pool);
    apr_terminate();
    last_error.clear();
    last_error.shrink_to_fit();
    rows_left = 0;
    mock().checkExpectations();
    mock().clear();
  }

  static void expect_begin() {
    expect_query("START TRANSACTION", 0);
  }

  static void expect_query(const char* sql, int answer) {
    mock().expectOneCall("query").withParameter("sql", sql).andReturnValue(answer);
  }

  static void expect_end(int answer) {
    expect_query("ROLLBACK", answer);
  }

  static base::Status take_any(const db::Row&) {
    return {};
  }

  /// The error of a commit that the server answers with this number.
  base::Error error_of_commit(int number) {
    expect_begin();
    expect_query("COMMIT", number);
    expect_end(number);
    CHECK_TRUE(connection->begin().ok());
    const base::Status committed = connection->commit();
    return committed.ok() ? base::Error{Errc::kInternal, "committed", "", {}} : committed.error();
  }

  /// The error of a read in a transaction whose result ends with this text after one row.
  base::Error error_of_read(const char* text) {
    expect_begin();
    mock().expectOneCall("select").withParameter("sql", kRead.text).withParameter("random", 0);
    CHECK_TRUE(connection->begin().ok());
    rows_left = 1;
    last_error = text;
    const base::Status read = connection->select(kRead, {}, take_any);
    expect_end(0);
    connection->rollback();
    return read.ok() ? base::Error{Errc::kInternal, "read", "", {}} : read.error();
  }
};

TEST(DbdConnection, commits_in_two_round_trips) {
  expect_begin();
  expect_query(kChange.text, 0);
  expect_query("COMMIT", 0);
  CHECK_TRUE(connection->begin().ok());
  CHECK_TRUE(connection->execute(kChange, {}).ok());
  CHECK_TRUE(connection->commit().ok());
  CHECK_FALSE(connection->is_poisoned());
}

TEST(DbdConnection, sends_nothing_behind_an_error_in_a_transaction) {
  expect_begin();
  expect_query(kChange.text, 1213);
  expect_end(0);
  CHECK_TRUE(connection->begin().ok());
  CHECK_FALSE(connection->execute(kChange, {}).ok());
  CHECK(connection->execute(kChange, {}).error().code == Errc::kRetryTransaction);
  CHECK(connection->select(kRead, {}, take_any).error().code == Errc::kRetryTransaction);
  connection->rollback();
  expect_query(kChange.text, 0);
  CHECK_TRUE(connection->execute(kChange, {}).ok());
}

TEST(DbdConnection, begins_no_transaction_inside_another) {
  expect_begin();
  expect_end(0);
  CHECK_TRUE(connection->begin().ok());
  CHECK(connection->begin().error().code == Errc::kInternal);
}

TEST(DbdConnection, is_not_used_again_when_a_transaction_does_not_end) {
  expect_begin();
  expect_end(2013);
  CHECK_TRUE(connection->begin().ok());
  connection->rollback();
  CHECK_TRUE(connection->is_poisoned());
}

TEST(DbdConnection, asks_the_server_for_an_id_that_the_client_library_does_not_tell) {
  expect_query(kChange.text, 0);
  mock()
      .expectOneCall("select")
      .withParameter("sql", "SELECT LAST_INSERT_ID()")
      .withParameter("random", 0);
  CHECK_TRUE(connection->execute(kChange, {}).ok());
  CHECK_TRUE(connection->last_id().ok());
}

TEST(DbdConnection, a_conflict_at_the_commit_may_run_again) {
  CHECK(error_of_commit(1213).code == Errc::kRetryTransaction);
}

TEST(DbdConnection, a_commit_without_an_answer_is_of_unknown_outcome) {
  CHECK(error_of_commit(2013).code == Errc::kCommitUnknown);
  CHECK_TRUE(connection->is_poisoned());
}

TEST(DbdConnection, a_commit_that_was_interrupted_is_of_unknown_outcome) {
  last_error = "Query execution was interrupted";
  CHECK(error_of_commit(1317).code == Errc::kCommitUnknown);
}

TEST(DbdConnection, does_not_ask_for_a_commit_after_an_error) {
  expect_begin();
  expect_query(kChange.text, 1205);
  expect_end(0);
  CHECK_TRUE(connection->begin().ok());
  CHECK(connection->execute(kChange, {}).error().code == Errc::kRetryTransaction);
  CHECK(connection->commit().error().code == Errc::kRetryTransaction);
}

TEST(DbdConnection, ends_what_was_forgotten) {
  expect_begin();
  expect_end(0);
  CHECK_TRUE(connection->begin().ok());
}

TEST(DbdConnection, a_read_that_gives_way_to_another_transaction_may_run_again) {
  CHECK(error_of_read("Query execution was interrupted").code == Errc::kRetryTransaction);
  CHECK(error_of_read("Deadlock found when trying to get lock; try restarting transaction").code ==
        Errc::kRetryTransaction);
}

TEST(DbdConnection, a_read_that_is_out_of_time_does_not_run_again) {
  CHECK(error_of_read("Query execution was interrupted (max_statement_time exceeded)").code ==
        Errc::kUnavailable);
}
