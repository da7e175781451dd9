// SPDX-License-Identifier: MIT
#include "httpd/shared_cache.hpp"

#include <ap_provider.h>

#include <new>
#include <string>

#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr char kMutexName[] = "osticket-rest";
constexpr char kCacheName[] = "osticket-rest";
constexpr char kProvider[] = "shmcb";

// What is out of date is kept for those who are told it while one finds out anew.
constexpr apr_time_t kKeptLonger = 60 * APR_USEC_PER_SEC;

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
      cache_.instance, request_->server, bytes_of(id), static_cast<unsigned>(id.size()),
      reinterpret_cast<unsigned char*>(&number), &size, request_->pool);
  if (found != APR_SUCCESS || size != sizeof(number)) return std::nullopt;
  return number;
}

void CachedNumbers::keep(std::string_view name, const api::SharedNumber& number) {
  const std::string id = id_of(server_number_, name);
  api::SharedNumber kept = number;
  const Lock lock(cache_.mutex);
  if (!lock.is_held()) return;
  cache_.provider->store(cache_.instance, request_->server, bytes_of(id),
                         static_cast<unsigned>(id.size()), apr_time_now() + kKeptLonger,
                         reinterpret_cast<unsigned char*>(&kept), sizeof(kept), request_->pool);
}

}  // namespace ost::httpd
