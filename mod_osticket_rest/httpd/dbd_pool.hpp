// SPDX-License-Identifier: MIT
#pragma once

#include <apr_dbd.h>
#include <httpd.h>

// Needs apr_dbd.h before it.
#include <mod_dbd.h>

#include <memory>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "db/connection.hpp"
#include "db/dbd_connection.hpp"
#include "httpd/config.hpp"
#include "httpd/gate.hpp"
#include "httpd/held_connections.hpp"
#include "httpd/statistics.hpp"

namespace ost::httpd {

/// mod_dbd's optional functions; both nullptr when mod_dbd is not loaded.
struct DbdFunctions {
  ap_dbd_t* (*open)(apr_pool_t*, server_rec*) = nullptr;
  void (*close)(server_rec*, ap_dbd_t*) = nullptr;
};
DbdFunctions find_dbd_functions();

/// A connection that mod_dbd lent.
struct OpenConnection {
  ap_dbd_t* dbd = nullptr;
  int socket = db::Watch::kNoSocket;
};

/// What the threads of a child share on their way to one help desk's database.
struct PoolState {
  PoolState(const ServerConfig& config, const base::Clock& clock)
      : gate(config.pool_size), watchdog(clock) {}
  Gate gate;
  Gate connecting{1};
  IdleCount idle;
  HeldConnections<OpenConnection> held;
  Breaker breaker;
  db::Watchdog watchdog;
  PoolSlot* slot = nullptr;  ///< where connections in use are counted, if anywhere
};

/// Connections of mod_dbd for one request. A lease waits a bounded time at the gate, passes over
/// connections that died in the pool, and sets every session up once.
///
/// What bounds a request's time: the wait at the gate and the wait for the turn to connect
/// (OsTicketPoolWait each); making a connection (connect-timeout of the option group, for which
/// mod_dbd holds its pool's lock, so that requests connect one after the other); the connection's
/// first answers (OsTicketPoolWait each); each statement (OsTicketQueryTimeout and a second, in
/// which the server may say so itself). The watchdog sees to the last two.
class DbdPool final : public db::Pool {
 public:
  DbdPool(request_rec* request, const ServerConfig& config, const DbdFunctions& functions,
          PoolState& state, const base::Clock& clock)
      : request_(request), config_(config), functions_(functions), state_(state), clock_(clock) {}

  base::Result<std::unique_ptr<db::Lease>> lease() override;

  const db::Usage& usage() const { return usage_; }

 private:
  friend class DbdLease;
  using Held = HeldConnections<OpenConnection>::Held;
  base::Result<Held> take();
  base::Result<OpenConnection> open();
  base::Result<std::optional<GatePass>> wait_for_turn();
  bool make_ready(const OpenConnection& opened);
  void count_in_use(int difference);
  void end_use(std::optional<Held> used);
  db::CallBound statement_bound() const;
  std::chrono::milliseconds pool_wait() const;

  request_rec* request_;
  const ServerConfig& config_;
  const DbdFunctions& functions_;
  PoolState& state_;
  const base::Clock& clock_;
  db::Usage usage_;
};

}  // namespace ost::httpd
