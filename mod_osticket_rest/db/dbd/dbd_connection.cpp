// SPDX-License-Identifier: MIT
#include "db/dbd/dbd_connection.hpp"

#include <apr_buckets.h>
#include <dlfcn.h>

#include "db/server_error.hpp"

namespace ost::db {
namespace {

constexpr char kKill[] = "KILL CONNECTION_ID()";
constexpr char kRollback[] = "ROLLBACK";
constexpr char kInsertId[] = "mysql_insert_id";
constexpr Statement kBegin{"connection.begin", "START TRANSACTION", 0};
constexpr Statement kCommit{"connection.commit", "COMMIT", 0};
constexpr Statement kLastId{"connection.last_id", "SELECT LAST_INSERT_ID()", 0};

constexpr int kInterrupted = 1317;
constexpr int kDeadlock = 1213;

// Not one that was out of time, which says so in brackets.
bool is_given_up(std::string_view text) {
  return text.find("try restarting transaction") != std::string_view::npos ||
         text == "Query execution was interrupted";
}

// What the server said of the last statement's id, which the client library has kept. Whichever
// library apr's driver was built on is in the process already (see call_deadline.cpp) and stays as
// long as this module; 0 where it cannot tell.
std::int64_t known_insert_id(void* mysql) {
  using InsertId = unsigned long long (*)(void*);
  static const InsertId insert_id(reinterpret_cast<InsertId>(dlsym(RTLD_DEFAULT, kInsertId)));
  return mysql && insert_id ? static_cast<std::int64_t>(insert_id(mysql)) : 0;
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
  rollback();
}

base::Error DbdConnection::failed(int number, const char* label) {
  if (in_transaction_ && transaction_error_ == 0) transaction_error_ = number;
  if (is_connection_lost(number)) poisoned_ = true;
  return error_of(number, label);
}

base::Error DbdConnection::read_failed(int number, const char* label) {
  // A read of a transaction that another node's overtakes ends as one that was killed. A commit may
  // not be judged so: what is interrupted there may have been done.
  if (in_transaction_ && number == kInterrupted && is_given_up(error_text())) number = kDeadlock;
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
  if (has_failed()) return error_of(transaction_error_, statement.label);
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
  if (has_failed()) return error_of(transaction_error_, statement.label);
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
  std::int64_t id = known_insert_id(apr_dbd_native_handle(dbd_.driver, dbd_.handle));
  if (id > 0) return id;
  const base::Status read = select(kLastId, {}, [&](const Row& row) {
    id = row.number(0);
    return base::Status();
  });
  if (!read) return read.error();
  return id;
}

// The driver's own transactions take four round trips instead of two, commit what was forgotten,
// and forget why the server refused a commit.
base::Status DbdConnection::begin() {
  if (in_transaction_) return base::internal_error("a transaction inside a transaction");
  ++usage_.transactions;
  transaction_error_ = 0;
  const auto begun = execute(kBegin, {});
  if (!begun) return begun.error();
  in_transaction_ = true;
  return {};
}

base::Status DbdConnection::commit() {
  if (!in_transaction_) return base::internal_error("commit without a transaction");
  if (has_failed()) {
    const int number = transaction_error_;
    rollback();
    return error_of(number, "connection.commit");
  }
  const auto committed = execute(kCommit, {});
  if (committed) {
    in_transaction_ = false;
    return {};
  }
  rollback();
  poisoned_ = true;
  // A cluster tells a conflict with another node's transaction only when this one commits.
  if (committed.error().code == base::Errc::kRetryTransaction) return committed.error();
  return base::Error{base::Errc::kCommitUnknown,
                     "The outcome of the request is unknown: the database went away while it was "
                     "being saved",
                     committed.error().detail,
                     {}};
}

// This and the next run where memory may be short, so they put no text together.
void DbdConnection::kill() noexcept {
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  int changed = 0;
  (void)apr_dbd_query(dbd_.driver, dbd_.handle, &changed, kKill);
}

void DbdConnection::rollback() noexcept {
  if (!in_transaction_) return;
  in_transaction_ = false;
  const TimedCall call(bound_.deadlines, bound_.longest, dbd_.socket);
  int changed = 0;
  if (apr_dbd_query(dbd_.driver, dbd_.handle, &changed, kRollback) != 0) poisoned_ = true;
}

}  // namespace ost::db
