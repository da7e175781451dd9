// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "api/description.hpp"
#include "api/http/preconditions.hpp"
#include "api/service.hpp"
#include "base/system.hpp"
#include "httpd/block_pool.hpp"
#include "httpd/config.hpp"
#include "httpd/dbd_pool.hpp"
#include "httpd/statistics.hpp"

namespace ost::httpd {

/// What the threads of one child process share for one server or virtual host; the pool also with
/// virtual hosts whose connections come from the same pool of mod_dbd.
struct ChildState {
  ChildState(const ServerConfig& config, std::shared_ptr<PoolState> connections)
      : settings(settings_of(config)),
        allowed_origins(allowed_origins_of(config)),
        pool(std::move(connections)),
        caches(api::make_caches()) {}

  api::Settings settings;
  std::vector<std::string> allowed_origins;
  base::SystemClock clock;
  std::shared_ptr<PoolState> pool;
  PoolSlot* slot = nullptr;  ///< where connections in use are counted, if anywhere
  std::shared_ptr<api::Caches> caches;
  base::SystemRandom random;
  std::shared_ptr<BlockPool> blocks = std::make_shared<BlockPool>();
  const std::string description_tag = api::entity_tag(api::description());
  std::atomic<bool> has_served{false};
};

}  // namespace ost::httpd
