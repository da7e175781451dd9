// SPDX-License-Identifier: MIT
#include "db/dbd/dbd_connection.hpp"

#include <apr_buckets.h>

#include "db/server_error.hpp"

namespace ost::db {
namespace {

constexpr char kKill[] = "KILL CONNECTION_ID()";
constexpr Statement kCommit{"connection.commit", "COMMIT", 0};
constexpr Statement kLastId{"connection.last_id", "SELECT LAST_INSERT_ID()", 0};

constexpr int kInterrupted = 1317;
constexpr int kDeadlock = 1213;

// Not one that was out of time, which says so in brackets.
bool is_given_up(std::string_view text) {
  return text.find("try restarting transaction") != std::string_view::npos ||
         text == "Query execution was interrupted";
}

class DbdRow final : public Row {
 public:
  DbdRow(const apr_dbd_driver_t* driver, apr_dbd_row_t* row, apr_pool_t* pool)
      : driver_(driver), row_(row), pool_(pool) {}
  std::optional<std::string_view> text(int column) const override {
    const char* value = apr_dbd_get_entry(driver_, row_, column);
    if (!value) return std::nullopt;
    return std::string_view(value);
  }
  // The driver tells a value's length only by a bucket, which points into the row.
  std::optional<std::string_view> bytes(int column) const override {
    const SubPool pool(pool_);
    apr_bucket_brigade* brigade =
        apr_brigade_create(pool.get(), apr_bucket_alloc_create(pool.get()));
    if (apr_dbd_datum_get(driver_, row_, column, APR_DBD_TYPE_BLOB, brigade) != APR_SUCCESS)
      return std::nullopt;
    const char* data = nullptr;
    apr_size_t size = 0;
    if (!APR_BRIGADE_EMPTY(brigade))
      apr_bucket_read(APR_BRIGADE_FIRST(brigade), &data, &size, APR_BLOCK_READ);
    apr_brigade_destroy(brigade);
    return std::string_view(data, size);
  }

 private:
  const apr_dbd_driver_t* driver_;
  apr_dbd_row_t* row_;
  apr_pool_t* pool_;
};

}  // namespace

DbdConnection::DbdConnection(DbdHandle dbd, CallBound bound, apr_pool_t* parent, std::string prefix,
                             const base::Clock& clock, Usage& usage)
    : dbd_(dbd),
      bound_(bound),
      pool_(parent),
      prefix_(std::move(prefix)),
      clock_(clock),
      usage_(usage) {}

DbdConnection::~DbdConnection() {
  if (transaction_) rollback();
}

base::Error DbdConnection::failed(int number, const char* label) {
  if (transaction_ && transaction_error_ == 0) transaction_error_ = number;
  if (is_connection_lost(number)) poisoned_ = true;
  return error_of(number, label);
}

base::Error DbdConnection::read_failed(int number, const char* label) {
  // A read of a transaction that another node's overtakes ends as one that was killed. A commit may
  // not be judged so: what is interrupted there may have been done.
  if (transaction_ && number == kInterrupted && is_given_up(error_text())) number = kDeadlock;
  return failed(number, label);
}

std::string_view DbdConnection::error_text() const {
  const char* text = apr_dbd_error(dbd_.driver, dbd_.handle, 0);
  return text ? std::string_view(text) : std::string_view();
}

void DbdConnection::count(std::int64_t started) {
  ++usage_.statements;
  usage_.microseconds += clock_.monotonic_microseconds() - started;
}

base::Status DbdConnection::select(const Statement& statement, const Values& values,
                                   const RowReader& read) {
  const std::int64_t started = clock_.monotonic_microseconds();
  const std::string sql = expand(statement, prefix_, values);
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  // Rows and results are the pool's; one pool for each result keeps a long request from growing.
  const SubPool pool(pool_.get());
  apr_dbd_results_t* results = nullptr;
  const int number = apr_dbd_select(dbd_.driver, pool.get(), dbd_.handle, &results, sql.c_str(), 0);
  if (number != 0 || !results) return read_failed(number, statement.label);
  base::Status outcome;
  apr_dbd_row_t* row = nullptr;
  while (apr_dbd_get_row(dbd_.driver, pool.get(), results, &row, -1) == 0)
    if (outcome) outcome = read(DbdRow(dbd_.driver, row, pool.get()));
  count(started);
  // The driver tells the end of a result from an error in its middle only by the text it left.
  if (!error_text().empty()) return read_failed(kInterrupted, statement.label);
  return outcome;
}

base::Result<std::int64_t> DbdConnection::execute(const Statement& statement,
                                                  const Values& values) {
  const std::int64_t started = clock_.monotonic_microseconds();
  const std::string sql = expand(statement, prefix_, values);
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  int changed = 0;
  const int number = apr_dbd_query(dbd_.driver, dbd_.handle, &changed, sql.c_str());
  count(started);
  if (number != 0) return failed(number, statement.label);
  return std::int64_t{changed};
}

base::Result<std::int64_t> DbdConnection::last_id() {
  std::int64_t id = 0;
  const base::Status read = select(kLastId, {}, [&](const Row& row) {
    id = row.number(0);
    return base::Status();
  });
  if (!read) return read.error();
  return id;
}

base::Status DbdConnection::begin() {
  transaction_error_ = 0;
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  ++usage_.transactions;
  if (apr_dbd_transaction_start(dbd_.driver, pool_.get(), dbd_.handle, &transaction_) != 0) {
    transaction_ = nullptr;
    return failed(-1, "connection.begin");
  }
  // A forgotten end commits unless it is told otherwise at once.
  apr_dbd_transaction_mode_set(dbd_.driver, transaction_, APR_DBD_TRANSACTION_ROLLBACK);
  return {};
}

base::Status DbdConnection::commit() {
  if (!transaction_) return base::internal_error("commit without a transaction");
  if (transaction_error_ != 0) {
    // The driver would roll back here and call it a success.
    const int number = transaction_error_;
    rollback();
    return error_of(number, "connection.commit");
  }
  // The driver's own commit forgets why the server refused. After this one it has nothing to roll
  // back and only ends the transaction.
  const auto committed = execute(kCommit, {});
  rollback();
  if (committed) return {};
  poisoned_ = true;
  // A cluster tells a conflict with another node's transaction only when this one commits.
  if (committed.error().code == base::Errc::kRetryTransaction) return committed.error();
  return base::Error{base::Errc::kCommitUnknown,
                     "The outcome of the request is unknown: the database went away while it was "
                     "being saved",
                     committed.error().detail,
                     {}};
}

// Runs where memory may be short, so it puts no text together.
void DbdConnection::kill() noexcept {
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  int changed = 0;
  (void)apr_dbd_query(dbd_.driver, dbd_.handle, &changed, kKill);
}

void DbdConnection::rollback() noexcept {
  if (!transaction_) return;
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  apr_dbd_transaction_t* ended = transaction_;
  transaction_ = nullptr;
  apr_dbd_transaction_mode_set(dbd_.driver, ended, APR_DBD_TRANSACTION_ROLLBACK);
  if (apr_dbd_transaction_end(dbd_.driver, pool_.get(), ended) != 0) poisoned_ = true;
}

}  // namespace ost::db
