// SPDX-License-Identifier: MIT
#pragma once

#include <apr_dbd.h>
#include <httpd.h>

// Needs apr_dbd.h before it.
#include <mod_dbd.h>

#include <memory>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/dbd_connection.hpp"
#include "httpd/config.hpp"
#include "httpd/gate.hpp"

namespace ost::httpd {

/// mod_dbd's optional functions; both nullptr when mod_dbd is not loaded.
struct DbdFunctions {
  ap_dbd_t* (*open)(apr_pool_t*, server_rec*) = nullptr;
  void (*close)(server_rec*, ap_dbd_t*) = nullptr;
};
DbdFunctions find_dbd_functions();

/// What the threads of a child share on their way to one help desk's database.
struct PoolState {
  explicit PoolState(const ServerConfig& config) : gate(config.pool_size) {}
  Gate gate;
  Breaker breaker;
};

/// Connections of mod_dbd for one request. A lease waits a bounded time at the gate, passes over
/// connections that died in the pool, and sets every session up once.
class DbdPool final : public db::Pool {
 public:
  DbdPool(request_rec* request, const ServerConfig& config, const DbdFunctions& functions,
          PoolState& state, const base::Clock& clock)
      : request_(request), config_(config), functions_(functions), state_(state), clock_(clock) {}

  base::Result<std::unique_ptr<db::Lease>> lease() override;

  const db::Usage& usage() const { return usage_; }

 private:
  friend class DbdLease;
  ap_dbd_t* open();
  bool make_ready(ap_dbd_t* dbd);

  request_rec* request_;
  const ServerConfig& config_;
  const DbdFunctions& functions_;
  PoolState& state_;
  const base::Clock& clock_;
  db::Usage usage_;
};

}  // namespace ost::httpd
