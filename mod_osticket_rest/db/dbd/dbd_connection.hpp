// SPDX-License-Identifier: MIT
#pragma once

#include <apr_dbd.h>
#include <apr_pools.h>

#include <chrono>
#include <cstdint>
#include <new>
#include <string>

#include "base/system.hpp"
#include "db/connection.hpp"
#include "db/dbd/call_deadline.hpp"

namespace ost::db {

/// A pool of its own for what must go before its parent does, such as result sets, which have to be
/// gone before their connection is given back.
class SubPool {
 public:
  explicit SubPool(apr_pool_t* parent) {
    if (apr_pool_create(&pool_, parent) != APR_SUCCESS) throw std::bad_alloc();
  }
  ~SubPool() { apr_pool_destroy(pool_); }
  SubPool(const SubPool&) = delete;
  SubPool& operator=(const SubPool&) = delete;

  apr_pool_t* get() const { return pool_; }

 private:
  apr_pool_t* pool_ = nullptr;
};

/// What a connection has done, for the request's notes and the counters.
struct Usage {
  int statements = 0;
  std::int64_t microseconds = 0;
  int transactions = 0;
};

/// The apr_dbd side of a connection.
struct DbdHandle {
  const apr_dbd_driver_t* driver = nullptr;
  apr_dbd_t* handle = nullptr;
  int socket = TimedCall::kNoSocket;
};

/// What bounds each call into the driver: at its end the connection is cut, and the call fails as
/// one whose connection was lost.
struct CallBound {
  CallDeadlines& deadlines;
  std::chrono::milliseconds longest;
};

/// A connection over apr_dbd's MySQL driver, in the text protocol, one result at a time.
/// Everything it allocates lives in a pool of its own, which is gone before the handle is given
/// back.
class DbdConnection final : public Connection {
 public:
  DbdConnection(DbdHandle dbd, CallBound bound, apr_pool_t* parent, std::string prefix,
                const base::Clock& clock, Usage& usage);
  ~DbdConnection() override;

  base::Status select(const Statement& statement, const Values& values,
                      const RowReader& read) override;
  base::Result<std::int64_t> execute(const Statement& statement, const Values& values) override;
  base::Result<std::int64_t> last_id() override;
  base::Status begin() override;
  base::Status commit() override;
  void rollback() noexcept override;

  /// Ends the session on the server: mod_dbd has no way to drop a connection, but it drops one that
  /// does not answer its ping.
  void kill() noexcept;

  /// True when the session must not be used again: its state is unknown.
  bool is_poisoned() const { return poisoned_; }

 private:
  base::Error failed(int number, const char* label);
  base::Error read_failed(int number, const char* label);
  std::string_view error_text() const;
  void count(std::int64_t started);
  /// A transaction that has met an error goes on nowhere: the server may have ended it, and what
  /// came next would stand by itself.
  bool has_failed() const { return in_transaction_ && transaction_error_ != 0; }

  DbdHandle dbd_;
  CallBound bound_;
  SubPool pool_;
  std::string prefix_;
  const base::Clock& clock_;
  Usage& usage_;
  bool in_transaction_ = false;
  int transaction_error_ = 0;  // the first one
  bool poisoned_ = false;
};

}  // namespace ost::db
