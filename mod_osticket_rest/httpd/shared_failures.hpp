// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include "api/auth/auth_guard.hpp"
#include "api/auth/failure_table.hpp"
#include "base/clock.hpp"

namespace ost::httpd {

/// The failures of addresses, in memory that all processes of one httpd share.
struct SharedFailures {
  unsigned char hash_key[16];
  api::FailureTable::Slot slots[api::FailureTable::kSlots];
};

/// The one of this httpd, made by the first call: it lives as long as the process itself, so counts
/// outlive restarts. nullptr when there is no memory.
SharedFailures* share_failures(process_rec* process);

/// Looks the address of a request up in the shared failures.
class RequestGuard final : public api::AuthGuard {
 public:
  /// A `limit` of 0 counts nothing and keeps nobody waiting.
  RequestGuard(request_rec* request, SharedFailures& shared, int limit, const base::Clock& clock);

  std::int64_t seconds_to_wait() const override;
  void count_failure() override;

 private:
  std::int64_t now_seconds() const;

  request_rec* request_;
  api::FailureTable table_;
  std::uint64_t address_;
  int limit_;
  const base::Clock& clock_;
};

}  // namespace ost::httpd
