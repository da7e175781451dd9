// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

// Need httpd.h before them.
#include <ap_socache.h>
#include <util_mutex.h>

#include "api/auth/failure_table.hpp"
#include "api/service.hpp"
#include "base/system.hpp"

namespace ost::httpd {

/// httpd's small object cache in shared memory (mod_socache_shmcb), which all workers of the
/// machine see. Lives in the configuration's pool.
struct SharedCache {
  const ap_socache_provider_t* provider = nullptr;
  ap_socache_instance_t* instance = nullptr;
  apr_global_mutex_t* mutex = nullptr;
};

/// Tells httpd of the lock, so that its Mutex directive knows it. To be called before the
/// configuration is read.
void register_shared_cache(apr_pool_t* pconf);

/// Makes the cache; nullptr, and a line in the log, where mod_socache_shmcb is not loaded or
/// refuses.
SharedCache* make_shared_cache(apr_pool_t* pconf, apr_pool_t* ptemp, server_rec* server);

/// Opens the lock in a child process; false when it cannot be used there.
bool open_in_child(SharedCache& cache, apr_pool_t* pchild);

/// The cache as one user of a server sees it: a request, or a task in the background with a pool of
/// its own. A failure of the cache is as if nothing had been kept.
class CachedNumbers final : public api::SharedNumbers {
 public:
  CachedNumbers(const SharedCache& cache, server_rec* server, int server_number, apr_pool_t* pool)
      : cache_(cache), server_(server), server_number_(server_number), pool_(pool) {}

  std::optional<api::SharedNumber> find(std::string_view name) override;
  void keep(std::string_view name, const api::SharedNumber& number) override;

 private:
  const SharedCache& cache_;
  server_rec* server_;
  int server_number_;
  apr_pool_t* pool_;
};

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
