// SPDX-License-Identifier: MIT
#include "httpd/shared_failures.hpp"

#include <apr_general.h>
#include <apr_shm.h>
#include <apr_siphash.h>

#include <new>

#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

// A change of the layout needs another name: a restart may load another version of the module.
constexpr char kSharedKey[] = "mod_osticket_rest.failures.1";

std::uint64_t hash_of(const char* client_address, const unsigned char* hash_key) {
  const auto bytes = api::counted_address(client_address ? client_address : "");
  return apr_siphash24(bytes.data(), bytes.size(), hash_key);
}

SharedFailures* make(apr_pool_t* pool) {
  apr_shm_t* memory = nullptr;
  if (apr_shm_create(&memory, sizeof(SharedFailures), nullptr, pool) != APR_SUCCESS) return nullptr;
  auto* shared = new (apr_shm_baseaddr_get(memory)) SharedFailures;
  for (api::FailureTable::Slot& slot : shared->slots) slot.store(0);
  // Nobody outside can choose addresses that fall into one set.
  if (apr_generate_random_bytes(shared->hash_key, sizeof shared->hash_key) != APR_SUCCESS)
    return nullptr;
  return shared;
}

}  // namespace

SharedFailures* share_failures(process_rec* process) {
  void* kept = nullptr;
  apr_pool_userdata_get(&kept, kSharedKey, process->pool);
  if (!kept) {
    kept = make(process->pool);
    // The key is copied: the literal goes when a restart unloads the module.
    if (kept) apr_pool_userdata_set(kept, kSharedKey, nullptr, process->pool);
  }
  return static_cast<SharedFailures*>(kept);
}

RequestGuard::RequestGuard(request_rec* request, SharedFailures& shared, int limit,
                           const base::Clock& clock)
    : request_(request),
      table_(shared.slots),
      address_(hash_of(request->useragent_ip, shared.hash_key)),
      limit_(limit),
      clock_(clock) {}

std::int64_t RequestGuard::seconds_to_wait() const {
  return limit_ == 0 ? 0 : table_.wait(address_, now_seconds(), limit_);
}

void RequestGuard::count_failure() {
  if (limit_ == 0 || !table_.count(address_, now_seconds(), limit_)) return;
  ap_log_rerror(APLOG_MARK, APLOG_WARNING, 0, request_,
                OST_NUMBER(0011) "%d keys of this address were refused within a minute; it is "
                                 "answered 429 until "
                "the minute is over",
                limit_);
}

std::int64_t RequestGuard::now_seconds() const {
  return clock_.monotonic_microseconds() / 1000000;
}

}  // namespace ost::httpd
