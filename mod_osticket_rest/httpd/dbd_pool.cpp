// SPDX-License-Identifier: MIT
#include "httpd/dbd_pool.hpp"

#include <apr_optional.h>

#include <new>
#include <string>
#include <utility>

#include "db/session.hpp"

namespace ost::httpd {
namespace {

constexpr char kReadyKey[] = "mod_osticket_rest.ready";

// A dead pooled connection is refused within a fraction of this; a database that is away is not.
constexpr std::int64_t kSlowOpen = 1000000;

// What the server has to end a statement by itself (max_statement_time) before its connection is
// cut: its own error keeps the connection.
constexpr std::chrono::seconds kServersOwnTime{1};

// What a session was set up with, remembered in the pool of its connection, which lives exactly as
// long: mod_dbd may lend it to a virtual host with other settings next.
struct SessionMark {
  int query_seconds;
};

SessionMark* mark_of(const ap_dbd_t* dbd) {
  void* mark = nullptr;
  apr_pool_userdata_get(&mark, kReadyKey, dbd->pool);
  return static_cast<SessionMark*>(mark);
}

void set_mark(const ap_dbd_t* dbd, int query_seconds) {
  SessionMark* mark = mark_of(dbd);
  if (!mark) {
    mark = new (apr_palloc(dbd->pool, sizeof(SessionMark))) SessionMark();
    apr_pool_userdata_setn(mark, kReadyKey, nullptr, dbd->pool);
  }
  mark->query_seconds = query_seconds;
}

}  // namespace

/// What one call of ap_dbd_open came to.
struct DbdPool::Opened {
  OpenConnection connection;
  bool was_answered = false;  ///< the server said something, if only that it refuses
};

/// One use of the pool; ends it, and gives the connection back, whatever happens in between.
class DbdLoan {
 public:
  explicit DbdLoan(DbdPool& pool) : pool_(&pool) {
    if (pool.config_.dbd.is_persistent) held_ = pool.state_.held.begin_use();
  }
  ~DbdLoan() {
    if (!pool_) return;
    if (is_spoiled_ && held_) {
      pool_->close(held_->connection);
      held_.reset();
    }
    pool_->end_use(held_);
  }
  DbdLoan(DbdLoan&& other) noexcept
      : pool_(std::exchange(other.pool_, nullptr)),
        held_(std::exchange(other.held_, std::nullopt)),
        is_spoiled_(other.is_spoiled_) {}
  DbdLoan(const DbdLoan&) = delete;
  DbdLoan& operator=(const DbdLoan&) = delete;
  DbdLoan& operator=(DbdLoan&&) = delete;

  bool has_connection() const { return held_.has_value(); }
  const OpenConnection& connection() const { return held_->connection; }
  void take(const OpenConnection& opened, std::int64_t now) { held_ = DbdPool::Held{opened, now}; }
  void drop() {
    if (held_) pool_->close(held_->connection);
    held_.reset();
  }
  /// Its session must not be used again.
  void spoil() { is_spoiled_ = true; }

 private:
  DbdPool* pool_;
  std::optional<DbdPool::Held> held_;
  bool is_spoiled_ = false;
};

/// Members go in reverse order: results and transaction first, then the connection goes back, then
/// the gate opens for the next.
class DbdLease final : public db::Lease {
 public:
  DbdLease(DbdPool& pool, GatePass pass, DbdLoan loan)
      : pass_(std::move(pass)),
        loan_(std::move(loan)),
        connection_({loan_.connection().dbd->driver, loan_.connection().dbd->handle,
                     loan_.connection().socket},
                    pool.statement_bound(), pool.user_.pool, pool.config_.table_prefix, pool.clock_,
                    pool.usage_),
        in_use_(pool.user_.in_use) {
    if (in_use_) ++*in_use_;
  }
  ~DbdLease() override {
    connection_.rollback();
    if (connection_.is_poisoned()) {
      connection_.kill();
      loan_.spoil();
    }
    if (in_use_) --*in_use_;
  }
  DbdLease(const DbdLease&) = delete;
  DbdLease& operator=(const DbdLease&) = delete;

  db::Connection& connection() override { return connection_; }

 private:
  GatePass pass_;
  DbdLoan loan_;
  db::DbdConnection connection_;
  std::atomic<std::int32_t>* in_use_;
};

DbdFunctions find_dbd_functions() {
  return {APR_RETRIEVE_OPTIONAL_FN(ap_dbd_open), APR_RETRIEVE_OPTIONAL_FN(ap_dbd_close)};
}

db::CallBound DbdPool::statement_bound() const {
  return {state_.deadlines, std::chrono::seconds(config_.query_seconds) + kServersOwnTime};
}

std::chrono::milliseconds DbdPool::pool_wait() const {
  return std::chrono::milliseconds(config_.pool_wait_milliseconds);
}

base::Result<std::unique_ptr<db::Lease>> DbdPool::lease() {
  if (state_.breaker.is_open(clock_.monotonic_microseconds()))
    return base::unavailable("the database could not be reached a moment ago");
  if (!state_.gate.enter(pool_wait()))
    return base::unavailable("no connection became free in time");
  GatePass pass(state_.gate);
  DbdLoan loan(*this);
  if (loan.has_connection() && !make_ready(loan.connection())) loan.drop();
  if (!loan.has_connection())
    if (const base::Status opened = open(loan); !opened) return opened.error();
  return std::unique_ptr<db::Lease>(
      std::make_unique<DbdLease>(*this, std::move(pass), std::move(loan)));
}

void DbdPool::close(const OpenConnection& connection) noexcept {
  state_.functions.close(connection.server, connection.dbd);
}

// Without DBDPersist a connection is its user's own and ends with it.
void DbdPool::end_use(const std::optional<Held>& used) noexcept {
  if (!config_.dbd.is_persistent) {
    if (used) close(used->connection);
    return;
  }
  used ? state_.held.end_use(*used) : state_.held.end_use();
  const std::int64_t now = clock_.monotonic_microseconds();
  while (const auto going = state_.held.next_to_return(now)) {
    close(*going);
    state_.idle.give_back();
  }
}

// While a connection is being made mod_dbd's pool is locked, so requests that all need a new one
// would wait for each other's failures one after the other. Each takes its turn in a bounded time,
// and gives up when the one before it has failed.
base::Result<std::optional<GatePass>> DbdPool::wait_for_turn() {
  if (state_.idle.take()) return std::optional<GatePass>();
  if (!state_.connecting.enter(pool_wait()))
    return base::unavailable("the database is slow to accept a connection");
  GatePass turn(state_.connecting);
  if (state_.breaker.is_open(clock_.monotonic_microseconds()))
    return base::unavailable("the database could not be reached a moment ago");
  return std::optional<GatePass>(std::move(turn));
}

DbdPool::Opened DbdPool::call_open() {
  const db::TimedCall call(state_.deadlines, pool_wait());
  ap_dbd_t* dbd = state_.functions.open(user_.pool, user_.server);
  return {{dbd, user_.server, call.socket()}, call.was_answered()};
}

base::Status DbdPool::open(DbdLoan& loan) {
  const std::int64_t started = clock_.monotonic_microseconds();
  for (long attempt = 0; attempt <= config_.dbd.most; ++attempt) {
    const auto turn = wait_for_turn();
    if (!turn) return turn.error();
    const Opened opened = call_open();
    const std::int64_t now = clock_.monotonic_microseconds();
    if (opened.connection.dbd) {
      loan.take(opened.connection, now);
      if (make_ready(opened.connection)) return {};
      loan.drop();
    }
    if (now - started > kSlowOpen) break;
    // No idle connection was left that may have died, and the server answered: it refuses the
    // login or what the session asks for. To go on would make it count one failure after the other.
    if (*turn && opened.was_answered) break;
  }
  state_.breaker.open(clock_.monotonic_microseconds());
  return not_reached();
}

base::Error DbdPool::not_reached() const {
  std::string detail =
      "the database cannot be reached or refuses the login, mod_dbd's lines before this one say "
      "why; look at DBDParams";
  if (config_.dbd.group)
    detail.append(" and at the option group '").append(config_.dbd.group).append("'");
  return base::unavailable(std::move(detail));
}

// Fails with a session whose state is unknown; the caller gives it back, and mod_dbd drops what
// does not answer any more.
base::Status DbdPool::make_ready(const OpenConnection& opened) {
  const SessionMark* mark = mark_of(opened.dbd);
  if (mark && mark->query_seconds == config_.query_seconds) return {};
  // The pool gives the connection used last, so that none that was idle is left.
  if (!mark) state_.idle.forget();
  const db::DbdHandle handle{opened.dbd->driver, opened.dbd->handle, opened.socket};
  db::DbdConnection connection(handle, {state_.deadlines, pool_wait()}, user_.pool,
                               config_.table_prefix, clock_, usage_);
  base::Status prepared = db::prepare_session(connection, config_.query_seconds);
  if (prepared) {
    set_mark(opened.dbd, config_.query_seconds);
    return prepared;
  }
  user_.log.write(base::LogLevel::kWarning, "OSTR0001",
                  "a database session was given up: " + prepared.error().detail);
  connection.kill();
  return prepared;
}

}  // namespace ost::httpd
