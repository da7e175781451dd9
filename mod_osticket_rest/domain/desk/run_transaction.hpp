// SPDX-License-Identifier: MIT
#pragma once

#include "db/connection.hpp"

namespace ost::domain {

/// Runs `work` (a function of no arguments that returns a Result<T>) in one transaction and commits
/// it. When the server gave the transaction up in favour of another (a deadlock, a lock that did
/// not come, a conflict in a cluster) the whole of it runs again, at most `retries` times. A commit
/// whose outcome is unknown is never repeated.
template <typename Work>
auto run_transaction(db::Connection& connection, int retries, Work&& work) -> decltype(work()) {
  for (int attempt = 0;; ++attempt) {
    db::Transaction transaction(connection);
    if (base::Status begun = transaction.begin(); !begun) return begun.error();
    auto done = work();
    base::Status committed = done ? transaction.commit() : base::Status(done.error());
    if (committed) return done;
    const bool again = committed.error().code == base::Errc::kRetryTransaction;
    if (!again || attempt >= retries) return committed.error();
  }
}

}  // namespace ost::domain
