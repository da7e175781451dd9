// SPDX-License-Identifier: MIT
#include "httpd/host_slots.hpp"

#include <apr_pools.h>

// Needs httpd.h before it.
#include <ap_mpm.h>

#include <algorithm>
#include <set>
#include <string>

#include "httpd/child_state.hpp"
#include "httpd/config.hpp"
#include "httpd/config_tree.hpp"

namespace ost::httpd {
namespace {

// A virtual host as its operator knows it; its port tells those of one name apart.
std::string name_of(const server_rec* server) {
  const apr_port_t own = server->is_virtual && server->addrs ? server->addrs->host_port : 0;
  const apr_port_t port = own ? own : server->port;
  const std::string name = server->server_hostname ? server->server_hostname : "main";
  return port ? name + ":" + std::to_string(port) : name;
}

std::size_t count_servers(const server_rec* main_server) {
  std::size_t count = 0;
  for (const server_rec* server = main_server; server; server = server->next) ++count;
  return count;
}

int threads_of_a_process() {
  int threads = 0;
  if (ap_mpm_query(AP_MPMQ_MAX_THREADS, &threads) != APR_SUCCESS) return 1;
  return std::max(threads, 1);
}

}  // namespace

// Virtual hosts without a directive of the module share one ServerConfig, so that their slots
// cannot stand in it.
bool share_statistics(apr_pool_t* pool, server_rec* main_server, const char* handler) {
  Statistics* statistics = shared_statistics(main_server);
  if (!statistics) return false;
  ++statistics->generation;
  auto* slots = static_cast<HostSlot*>(apr_pcalloc(
      main_server->process->pconf, (count_servers(main_server) + 1) * sizeof(HostSlot)));
  HostSlot* next = slots;
  for (server_rec* server = main_server; server; server = server->next) {
    config_of(server)->statistics = statistics;
    config_of(server)->host_slots = slots;
    if (is_directive_set_for(server, pool, "SetHandler", handler))
      *next++ = {server, statistics->host_slot(name_of(server))};
  }
  return true;
}

std::size_t host_slot_of(const server_rec* server) {
  const HostSlot* slot = config_of(server)->host_slots;
  while (slot->server && slot->server != server) ++slot;
  return slot->server ? slot->slot : kHosts - 1;
}

HostStatistics& statistics_of(const request_rec* request) {
  return config_of(request->server)->statistics->hosts[host_slot_of(request->server)];
}

Gauge* connections_in_use(const server_rec* server) {
  PoolSlot* slot = config_of(server)->child->slot;
  return slot ? &slot->in_use[host_slot_of(server)] : nullptr;
}

void count_connections(PoolSlot& slot, server_rec* main_server) {
  const int threads = threads_of_a_process();
  std::set<const PoolState*> pools;
  for (const HostSlot* host = config_of(main_server)->host_slots; host->server; ++host) {
    const PoolState& pool = *config_of(host->server)->child->pool;
    const int most = std::min(pool.size, threads);
    slot.capacity[host->slot] += most;
    if (pools.insert(&pool).second) slot.total_capacity += most;
  }
}

}  // namespace ost::httpd
