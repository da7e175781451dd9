// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "api/auth/key_scope.hpp"
#include "base/result.hpp"

namespace ost::httpd {

/// The mail of one help desk, in memory that all children share. Zeroed memory is a valid value.
struct MailStatistics {
  std::atomic<std::uint64_t> sent;
  std::atomic<std::uint64_t> postponed;  ///< attempts after which another one follows
  std::atomic<std::uint64_t> given_up;
  // The outbox when it was last looked at.
  std::atomic<std::int64_t> queued;
  std::atomic<std::int64_t> failed;
  std::atomic<std::int64_t> oldest;  ///< age of the oldest queued one, in seconds
};

// Counters that all children of httpd share. They lie in shared memory and are atomic, so a child
// that is killed holds no lock and loses nothing that it has counted.

constexpr std::array<const char*, 8> kMethods{"GET",   "HEAD",   "POST",    "PUT",
                                              "PATCH", "DELETE", "OPTIONS", "other"};
/// The last slot, 0, is every other status.
constexpr std::array<int, 21> kStatuses{200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 406,
                                        409, 412, 413, 416, 422, 429, 500, 501, 503, 0};
/// Upper bounds of the histogram's buckets, in microseconds; a last bucket has none.
constexpr std::array<std::int64_t, 13> kBounds{1000,    2500,    5000,    10000,  25000,
                                               50000,   100000,  250000,  500000, 1000000,
                                               2500000, 5000000, 10000000};
constexpr std::array<const char*, 3> kOutcomes{"done", "refused", "failed"};
constexpr std::array<const char*, 3> kRefusals{"missing", "invalid", "address"};
/// The last one counts for all virtual hosts that have no slot of their own.
constexpr std::size_t kHosts = 64;

using Counter = std::atomic<std::uint64_t>;
static_assert(Counter::is_always_lock_free, "counters are shared between processes");
using Gauge = std::atomic<std::int32_t>;

/// The connections of one child process to the help desk of each virtual host. Belongs to the
/// process `owner`, which a restart has started that was the `generation`th.
struct PoolSlot {
  Gauge owner;
  Gauge generation;
  std::array<Gauge, kHosts> in_use;
  std::array<Gauge, kHosts> capacity;
  Gauge total_capacity;  ///< virtual hosts may share one pool
};

/// What one request has cost.
struct RequestCost {
  std::int64_t microseconds = 0;
  int statements = 0;
  std::int64_t sql_microseconds = 0;
  int transactions = 0;
  std::optional<api::Permission> asked{};  ///< empty: no route was found
  std::int64_t received = 0;               ///< bytes of bodies
  std::int64_t sent = 0;
};

/// The requests of one virtual host.
struct HostStatistics {
  std::array<char, 272> name;  ///< ends with a NUL; empty: nobody's
  std::array<std::array<Counter, kStatuses.size()>, kMethods.size()> requests;
  std::array<std::array<Counter, kOutcomes.size()>, api::kPermissionNames.size()> actions;
  std::array<Counter, kBounds.size() + 1> durations;
  Counter duration_microseconds;
  Counter statements;
  Counter sql_microseconds;
  Counter retries;
  Counter received_bytes;
  Counter sent_bytes;
  std::array<Counter, kRefusals.size()> refused_keys;
  MailStatistics mail;

  void count_request(std::string_view method, int status, const RequestCost& cost);
  /// Counts a key that was refused; any other failure is none of its business.
  void count_refusal(base::Errc code);
};

/// Zeroed memory is a valid, empty value.
struct Statistics {
  std::array<HostStatistics, kHosts> hosts;
  std::array<PoolSlot, 1024> pools;
  Gauge generation;
  Counter mail_rings;  ///< by whoever has queued mail

  /// The slot of this virtual host, the same over restarts; the last one where no other is free.
  /// Only for the process that starts the children.
  std::size_t host_slot(std::string_view name);
  /// An empty slot for this process, which it keeps until it ends; nullptr when all belong to
  /// processes that live.
  PoolSlot* claim_pool_slot();
};

/// Whether the process that owns the slot still lives.
bool is_alive(const PoolSlot& slot);

}  // namespace ost::httpd
