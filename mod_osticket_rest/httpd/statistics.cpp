// SPDX-License-Identifier: MIT
#include "httpd/statistics.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

namespace ost::httpd {
namespace {

void add(Counter& counter, std::int64_t amount) {
  counter.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(amount, 0)),
                    std::memory_order_relaxed);
}

std::size_t method_slot(std::string_view method) {
  const auto* found = std::find(kMethods.begin(), kMethods.end() - 1, method);
  return static_cast<std::size_t>(found - kMethods.begin());
}

std::size_t status_slot(int status) {
  const auto* found = std::find(kStatuses.begin(), kStatuses.end() - 1, status);
  return static_cast<std::size_t>(found - kStatuses.begin());
}

bool lives(std::int32_t process) {
  return process > 0 && (kill(process, 0) == 0 || errno != ESRCH);
}

std::size_t outcome_slot(int status) {
  if (status < 400) return 0;
  return status < 500 ? 1 : 2;
}

}  // namespace

void HostStatistics::count_request(std::string_view method, int status, const RequestCost& cost) {
  add(requests[method_slot(method)][status_slot(status)], 1);
  if (cost.asked) add(actions[static_cast<std::size_t>(*cost.asked)][outcome_slot(status)], 1);
  const auto* bound = std::lower_bound(kBounds.begin(), kBounds.end(), cost.microseconds);
  add(durations[static_cast<std::size_t>(bound - kBounds.begin())], 1);
  add(duration_microseconds, cost.microseconds);
  add(statements, cost.statements);
  add(sql_microseconds, cost.sql_microseconds);
  // A request has one transaction at most; every further one repeats it.
  add(retries, cost.transactions - 1);
  add(received_bytes, cost.received);
  add(sent_bytes, cost.sent);
}

void HostStatistics::count_refusal(base::Errc code) {
  if (code == base::Errc::kMissingKey) add(refused_keys[0], 1);
  if (code == base::Errc::kInvalidKey) add(refused_keys[1], 1);
  if (code == base::Errc::kUnauthorizedAddress) add(refused_keys[2], 1);
}

std::size_t Statistics::host_slot(std::string_view name) {
  const std::string_view kept =
      name.substr(0, std::tuple_size_v<decltype(HostStatistics::name)> - 1);
  for (std::size_t i = 0; i + 1 < kHosts; ++i) {
    HostStatistics& host = hosts[i];
    if (host.name[0] == '\0') std::copy(kept.begin(), kept.end(), host.name.begin());
    if (kept == host.name.data()) return i;
  }
  return kHosts - 1;
}

PoolSlot* Statistics::claim_pool_slot() {
  for (PoolSlot& slot : pools) {
    std::int32_t owner = slot.owner.load();
    if (lives(owner) || !slot.owner.compare_exchange_strong(owner, getpid())) continue;
    for (Gauge& in_use : slot.in_use) in_use.store(0);
    for (Gauge& capacity : slot.capacity) capacity.store(0);
    slot.total_capacity.store(0);
    slot.generation.store(generation.load());
    return &slot;
  }
  return nullptr;
}

bool is_alive(const PoolSlot& slot) {
  return lives(slot.owner.load());
}

}  // namespace ost::httpd
