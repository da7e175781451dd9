// SPDX-License-Identifier: MIT
#pragma once

#include <apr_dbd.h>
#include <httpd.h>

// Needs apr_dbd.h before it.
#include <mod_dbd.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/system.hpp"
#include "db/connection.hpp"
#include "db/dbd/dbd_connection.hpp"
#include "httpd/config.hpp"
#include "httpd/gate.hpp"
#include "httpd/held_connections.hpp"

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
  server_rec* server = nullptr;  ///< whose pool it goes back to
  int socket = db::TimedCall::kNoSocket;
};

/// What the threads of a child share on their way to one of mod_dbd's pools. Virtual hosts whose
/// DBD directives are equal share the pool, and so the gate in front of it.
struct PoolState {
  PoolState(int most, const DbdFunctions& dbd)
      : size(most), functions(dbd), gate(most), held(most), deadlines(clock) {}
  const int size;
  const DbdFunctions functions;
  Gate gate;
  Gate connecting{1};
  IdleCount idle;
  HeldConnections<OpenConnection> held;
  Breaker breaker;
  const base::SystemClock clock{};
  db::CallDeadlines deadlines;
};

/// Who needs connections: a request, or a task in the background with a pool and a log of its own.
struct PoolUser {
  server_rec* server;
  apr_pool_t* pool;
  base::Log& log;
  std::atomic<std::int32_t>* in_use =
      nullptr;  ///< where connections in use are counted, if anywhere
};

class DbdLoan;

/// Connections of mod_dbd for one user, in one thread. A lease waits a bounded time at the gate,
/// passes over connections that died in the pool, and sees to it that the session is set up as this
/// server wants it.
///
/// What bounds the time: the wait at the gate and the wait for the turn to connect
/// (OsTicketPoolWait each); making a connection (connect-timeout of the option group, for which
/// mod_dbd holds its pool's lock, so that requests connect one after the other); the connection's
/// first answers (OsTicketPoolWait each); each statement (OsTicketQueryTimeout and a second, in
/// which the server may say so itself). CallDeadlines sees to the last two.
class DbdPool final : public db::Pool {
 public:
  DbdPool(const PoolUser& user, const ServerConfig& config, PoolState& state,
          const base::Clock& clock)
      : user_(user), config_(config), state_(state), clock_(clock) {}

  base::Result<std::unique_ptr<db::Lease>> lease() override;

  const db::Usage& usage() const { return usage_; }

 private:
  friend class DbdLease;
  friend class DbdLoan;
  using Held = HeldConnections<OpenConnection>::Held;
  struct Opened;
  base::Status open(DbdLoan& loan);
  base::Result<std::optional<GatePass>> wait_for_turn();
  Opened call_open();
  base::Status make_ready(const OpenConnection& opened);
  base::Error not_reached() const;
  void close(const OpenConnection& connection) noexcept;
  void end_use(const std::optional<Held>& used) noexcept;
  db::CallBound statement_bound() const;
  std::chrono::milliseconds pool_wait() const;

  PoolUser user_;
  const ServerConfig& config_;
  PoolState& state_;
  const base::Clock& clock_;
  db::Usage usage_;
};

}  // namespace ost::httpd
