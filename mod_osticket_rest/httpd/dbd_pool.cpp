// SPDX-License-Identifier: MIT
#include "httpd/dbd_pool.hpp"

#include <apr_optional.h>
#include <apr_strings.h>

#include "db/session.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr char kReadyKey[] = "mod_osticket_rest.ready";

// A dead pooled connection is refused within a fraction of this; a database that is away is not.
constexpr std::int64_t kSlowOpen = 1000000;

// What the server has to end a statement by itself (max_statement_time) before its connection is
// cut: its own error keeps the connection.
constexpr std::chrono::seconds kServersOwnTime{1};

}  // namespace

/// Members go in reverse order: results and transaction first, then the connection goes back, then
/// the gate opens for the next.
class DbdLease final : public db::Lease {
 public:
  DbdLease(DbdPool& pool, GatePass pass, const DbdPool::Held& held)
      : pass_(std::move(pass)), pool_(pool), held_(held) {
    const OpenConnection& open = held.connection;
    connection_ = std::make_unique<db::DbdConnection>(
        db::DbdHandle{open.dbd->driver, open.dbd->handle, open.socket}, pool.statement_bound(),
        pool.request_->pool, pool.config_.table_prefix, pool.clock_, pool.usage_);
    pool_.count_in_use(1);
  }
  ~DbdLease() override {
    connection_->rollback();
    const bool poisoned = connection_->is_poisoned();
    if (poisoned) connection_->kill();
    connection_.reset();
    pool_.count_in_use(-1);
    if (poisoned) pool_.functions_.close(pool_.request_->server, held_.connection.dbd);
    pool_.end_use(poisoned ? std::nullopt : std::optional<DbdPool::Held>(held_));
  }
  DbdLease(const DbdLease&) = delete;
  DbdLease& operator=(const DbdLease&) = delete;

  db::Connection& connection() override { return *connection_; }

 private:
  GatePass pass_;
  DbdPool& pool_;
  DbdPool::Held held_;
  std::unique_ptr<db::DbdConnection> connection_;
};

DbdFunctions find_dbd_functions() {
  return {APR_RETRIEVE_OPTIONAL_FN(ap_dbd_open), APR_RETRIEVE_OPTIONAL_FN(ap_dbd_close)};
}

db::CallBound DbdPool::statement_bound() const {
  return {state_.watchdog, std::chrono::seconds(config_.query_seconds) + kServersOwnTime};
}

void DbdPool::count_in_use(int difference) {
  if (state_.slot) state_.slot->in_use[host_slot_of(request_->server)] += difference;
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
  const auto taken = take();
  if (!taken) return taken.error();
  return std::unique_ptr<db::Lease>(std::make_unique<DbdLease>(*this, std::move(pass), *taken));
}

base::Result<DbdPool::Held> DbdPool::take() {
  if (config_.is_dbd_persistent)
    if (const auto held = state_.held.begin_use()) return *held;
  auto opened = open();
  if (opened) return Held{*opened, clock_.monotonic_microseconds()};
  end_use(std::nullopt);
  return opened.error();
}

// Without DBDPersist a connection is the request's own and ends with it.
void DbdPool::end_use(std::optional<Held> used) {
  const std::int64_t now = clock_.monotonic_microseconds();
  std::vector<OpenConnection> going;
  if (config_.is_dbd_persistent)
    going = state_.held.end_use(used, now);
  else if (used)
    going.push_back(used->connection);
  for (const OpenConnection& connection : going) {
    functions_.close(request_->server, connection.dbd);
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

base::Result<OpenConnection> DbdPool::open() {
  const std::int64_t started = clock_.monotonic_microseconds();
  for (int attempt = 0; attempt <= config_.pool_size; ++attempt) {
    const auto turn = wait_for_turn();
    if (!turn) return turn.error();
    OpenConnection opened;
    {
      const db::Watch watch(state_.watchdog, pool_wait());
      opened.dbd = functions_.open(request_->pool, request_->server);
      opened.socket = watch.socket();
    }
    if (!opened.dbd && clock_.monotonic_microseconds() - started > kSlowOpen) break;
    if (opened.dbd && make_ready(opened)) return opened;
    if (opened.dbd) functions_.close(request_->server, opened.dbd);
  }
  state_.breaker.open(clock_.monotonic_microseconds());
  return base::unavailable("the database cannot be reached");
}

bool DbdPool::make_ready(const OpenConnection& opened) {
  ap_dbd_t* dbd = opened.dbd;
  void* ready = nullptr;
  apr_pool_userdata_get(&ready, kReadyKey, dbd->pool);
  if (ready == config_.table_prefix) return true;
  // The pool gives the connection used last, so that none that was idle is left.
  if (!ready) state_.idle.forget();
  const db::DbdHandle handle{dbd->driver, dbd->handle, opened.socket};
  db::DbdConnection connection(handle, {state_.watchdog, pool_wait()}, request_->pool,
                               config_.table_prefix, clock_, usage_);
  const base::Status prepared = db::prepare_session(connection, config_.query_seconds);
  if (!prepared) {
    ap_log_rerror(APLOG_MARK, APLOG_WARNING, 0, request_,
                  OST_NUMBER(0001) "a database session was given up: %s",
                  prepared.error().detail.c_str());
    connection.kill();
    return false;
  }
  // The pool of a connection lives exactly as long as the connection itself.
  apr_pool_userdata_setn(config_.table_prefix, kReadyKey, nullptr, dbd->pool);
  return true;
}

}  // namespace ost::httpd
