// SPDX-License-Identifier: MIT
#include "httpd/dbd_pool.hpp"

#include <apr_optional.h>
#include <apr_strings.h>

#include "db/session.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr char kReadyKey[] = "mod_osticket_rest.ready";

// A dead pooled connection is refused within a fraction of this; a database that is away is not.
constexpr std::int64_t kSlowOpen = 1000000;

/// Leaves the gate whatever happens.
class GatePass {
 public:
  explicit GatePass(Gate& gate) : gate_(&gate) {}
  GatePass(GatePass&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
  ~GatePass() {
    if (gate_) gate_->leave();
  }
  GatePass(const GatePass&) = delete;
  GatePass& operator=(const GatePass&) = delete;
  GatePass& operator=(GatePass&&) = delete;

 private:
  Gate* gate_;
};

}  // namespace

/// Members go in reverse order: results and transaction first, then the connection goes back, then
/// the gate opens for the next.
class DbdLease final : public db::Lease {
 public:
  DbdLease(DbdPool& pool, GatePass pass, ap_dbd_t* dbd)
      : pass_(std::move(pass)), pool_(pool), dbd_(dbd) {
    connection_ = std::make_unique<db::DbdConnection>(
        db::DbdHandle{dbd->driver, dbd->handle}, pool.request_->pool, pool.config_.table_prefix,
        pool.clock_, pool.usage_);
  }
  ~DbdLease() override {
    connection_->rollback();
    if (connection_->is_poisoned()) connection_->kill();
    connection_.reset();
    pool_.functions_.close(pool_.request_->server, dbd_);
  }
  DbdLease(const DbdLease&) = delete;
  DbdLease& operator=(const DbdLease&) = delete;

  db::Connection& connection() override { return *connection_; }

 private:
  GatePass pass_;
  DbdPool& pool_;
  ap_dbd_t* dbd_;
  std::unique_ptr<db::DbdConnection> connection_;
};

DbdFunctions find_dbd_functions() {
  return {APR_RETRIEVE_OPTIONAL_FN(ap_dbd_open), APR_RETRIEVE_OPTIONAL_FN(ap_dbd_close)};
}

base::Result<std::unique_ptr<db::Lease>> DbdPool::lease() {
  if (state_.breaker.is_open(clock_.monotonic_microseconds()))
    return base::unavailable("the database could not be reached a moment ago");
  if (!state_.gate.enter(std::chrono::milliseconds(config_.pool_wait_milliseconds)))
    return base::unavailable("no connection became free in time");
  GatePass pass(state_.gate);
  ap_dbd_t* dbd = open();
  if (!dbd) {
    state_.breaker.open(clock_.monotonic_microseconds());
    return base::unavailable("the database cannot be reached");
  }
  return std::unique_ptr<db::Lease>(std::make_unique<DbdLease>(*this, std::move(pass), dbd));
}

ap_dbd_t* DbdPool::open() {
  for (int attempt = 0; attempt <= config_.pool_size; ++attempt) {
    const std::int64_t started = clock_.monotonic_microseconds();
    ap_dbd_t* dbd = functions_.open(request_->pool, request_->server);
    if (!dbd && clock_.monotonic_microseconds() - started > kSlowOpen) return nullptr;
    if (dbd && make_ready(dbd)) return dbd;
    if (dbd) functions_.close(request_->server, dbd);
  }
  return nullptr;
}

bool DbdPool::make_ready(ap_dbd_t* dbd) {
  void* ready = nullptr;
  apr_pool_userdata_get(&ready, kReadyKey, dbd->pool);
  if (ready == config_.table_prefix) return true;
  db::DbdConnection connection({dbd->driver, dbd->handle}, request_->pool, config_.table_prefix,
                               clock_, usage_);
  const base::Status prepared = db::prepare_session(connection, config_.query_seconds);
  if (!prepared) {
    ap_log_rerror(APLOG_MARK, APLOG_WARNING, 0, request_, "a database session was given up: %s",
                  prepared.error().detail.c_str());
    connection.kill();
    return false;
  }
  // The pool of a connection lives exactly as long as the connection itself.
  apr_pool_userdata_setn(config_.table_prefix, kReadyKey, nullptr, dbd->pool);
  return true;
}

}  // namespace ost::httpd
