// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>

#include "api/service.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "httpd/block_pool.hpp"
#include "httpd/config.hpp"
#include "httpd/dbd_pool.hpp"

namespace ost::httpd {

/// What the threads of one child process share for one server or virtual host.
struct ChildState {
  explicit ChildState(const ServerConfig& config)
      : settings(settings_of(config)),
        allowed_origins(allowed_origins_of(config)),
        functions(find_dbd_functions()),
        pool(config, clock),
        caches(api::make_caches()) {}

  api::Settings settings;
  std::vector<std::string> allowed_origins;
  base::SystemClock clock;
  DbdFunctions functions;
  PoolState pool;
  std::shared_ptr<api::Caches> caches;
  base::SystemRandom random;
  std::shared_ptr<BlockPool> blocks = std::make_shared<BlockPool>();
  std::atomic<bool> has_served{false};
};

}  // namespace ost::httpd
