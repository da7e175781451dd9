// SPDX-License-Identifier: MIT
#include "httpd/shared_memory.hpp"

#include <ap_provider.h>
#include <apr_general.h>
#include <apr_shm.h>
#include <apr_siphash.h>

#include <algorithm>
#include <new>
#include <string>

#include "api/read/list_memory.hpp"
#include "base/system.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr char kMutexName[] = "osticket-rest";
constexpr char kCacheName[] = "osticket-rest";
constexpr char kProvider[] = "shmcb";

// What is out of date is kept for those who are told it while it is found out anew.
constexpr apr_time_t kKeptLonger = api::ListMemory::kLongestOld;

class Lock {
 public:
  explicit Lock(apr_global_mutex_t* mutex) : mutex_(mutex) {
    held_ = apr_global_mutex_lock(mutex_) == APR_SUCCESS;
  }
  ~Lock() {
    if (held_) apr_global_mutex_unlock(mutex_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  bool is_held() const { return held_; }

 private:
  apr_global_mutex_t* mutex_;
  bool held_ = false;
};

// Servers of one httpd may serve different help desks.
std::string id_of(int server_number, std::string_view name) {
  return std::to_string(server_number) + " " + std::string(name);
}

const unsigned char* bytes_of(const std::string& id) {
  return reinterpret_cast<const unsigned char*>(id.data());
}

SharedCache* without_cache(server_rec* server, const char* why) {
  ap_log_error(APLOG_MARK, APLOG_NOTICE, 0, server,
               OST_NUMBER(0009) "mod_osticket_rest: %s; the totals of long lists are counted on "
                                "each request",
               why);
  return nullptr;
}

}  // namespace

void register_shared_cache(apr_pool_t* pconf) {
  ap_mutex_register(pconf, kMutexName, nullptr, APR_LOCK_DEFAULT, 0);
}

SharedCache* make_shared_cache(apr_pool_t* pconf, apr_pool_t* ptemp, server_rec* server) {
  auto* cache = new (apr_palloc(pconf, sizeof(SharedCache))) SharedCache();
  cache->provider = static_cast<const ap_socache_provider_t*>(
      ap_lookup_provider(AP_SOCACHE_PROVIDER_GROUP, kProvider, AP_SOCACHE_PROVIDER_VERSION));
  if (!cache->provider) return without_cache(server, "mod_socache_shmcb is not loaded");
  if (cache->provider->create(&cache->instance, nullptr, ptemp, pconf))
    return without_cache(server, "mod_socache_shmcb made no cache");
  if (ap_global_mutex_create(&cache->mutex, nullptr, kMutexName, nullptr, server, pconf, 0) !=
      APR_SUCCESS)
    return without_cache(server, "no lock could be made");
  const ap_socache_hints hints{sizeof("1 0 total status=1"), sizeof(api::SharedNumber),
                               kKeptLonger};
  if (cache->provider->init(cache->instance, kCacheName, &hints, server, pconf) != APR_SUCCESS)
    return without_cache(server, "mod_socache_shmcb could not start");
  return cache;
}

bool open_in_child(SharedCache& cache, apr_pool_t* pchild) {
  return apr_global_mutex_child_init(&cache.mutex, apr_global_mutex_lockfile(cache.mutex),
                                     pchild) == APR_SUCCESS;
}

std::optional<api::SharedNumber> CachedNumbers::find(std::string_view name) {
  const std::string id = id_of(server_number_, name);
  api::SharedNumber number;
  unsigned size = sizeof(number);
  const Lock lock(cache_.mutex);
  if (!lock.is_held()) return std::nullopt;
  const apr_status_t found = cache_.provider->retrieve(
      cache_.instance, server_, bytes_of(id), static_cast<unsigned>(id.size()),
      reinterpret_cast<unsigned char*>(&number), &size, pool_);
  if (found != APR_SUCCESS || size != sizeof(number)) return std::nullopt;
  return number;
}

void CachedNumbers::keep(std::string_view name, const api::SharedNumber& number) {
  const std::string id = id_of(server_number_, name);
  api::SharedNumber kept = number;
  const Lock lock(cache_.mutex);
  if (!lock.is_held()) return;
  const std::int64_t left = number.expires - base::SystemClock().monotonic_microseconds();
  cache_.provider->store(cache_.instance, server_, bytes_of(id), static_cast<unsigned>(id.size()),
                         apr_time_now() + std::max<apr_time_t>(0, left) + kKeptLonger,
                         reinterpret_cast<unsigned char*>(&kept), sizeof(kept), pool_);
}

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
