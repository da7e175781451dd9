// SPDX-License-Identifier: MIT
#include "httpd/hooks.hpp"

#include <apr_strings.h>
#include <httpd.h>

// Needs httpd.h before it.
#include <http_core.h>

#include <algorithm>
#include <exception>
#include <memory>

#include "api/caches.hpp"
#include "httpd/background_counter.hpp"
#include "httpd/child_state.hpp"
#include "httpd/config_tree.hpp"
#include "httpd/dbd_settings.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"
#include "httpd/schema_report.hpp"
#include "httpd/shared_memory.hpp"

namespace ost::httpd {
namespace {

constexpr char kHandlerName[] = "osticket-rest";

int refuse(server_rec* server, const char* sentence) {
  ap_log_error(APLOG_MARK, APLOG_EMERG, 0, server, OST_NUMBER(0005) "mod_osticket_rest: %s",
               sentence);
  return HTTP_INTERNAL_SERVER_ERROR;
}

// httpd reads its configuration twice when it starts and once when it restarts. Help desks are
// asked once: a restart must not wait for what they answer.
bool is_starting() {
  return ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG;
}

// httpd lets virtual hosts without a directive of this module share the main server's
// configuration; one with a database of its own needs its own.
ServerConfig* own_config(server_rec* server, const server_rec* main_server) {
  apr_pool_t* pool = server->process->pconf;
  const DbdSettings dbd = dbd_settings_of(server, pool);
  ServerConfig* config = config_of(server);
  const bool is_shared = server != main_server && config == config_of(main_server);
  if (is_shared && share_connections(config->dbd, dbd)) return config;
  if (is_shared) {
    config = new (apr_palloc(pool, sizeof(ServerConfig))) ServerConfig(*config);
    ap_set_module_config(server->module_config, &osticket_rest_module, config);
  }
  config->dbd = dbd;
  return config;
}

int check(apr_pool_t* pool, server_rec* main_server) {
  const DbdFunctions functions = find_dbd_functions();
  if (!functions.open || !functions.close)
    return refuse(main_server, "mod_dbd is missing; enable it (a2enmod dbd) or load dbd_module");
  // A module that is only loaded, as by its package, must not keep httpd from starting.
  const bool is_used = is_directive_set(pool, "SetHandler", kHandlerName);
  SharedFailures* failures = share_failures(main_server->process);
  if (!failures) return refuse(main_server, "there is no shared memory to count failures in");
  int number = 0;
  bool has_driver = false;
  for (server_rec* server = main_server; server; server = server->next) {
    ServerConfig* config = own_config(server, main_server);
    settle(*config);
    config->number = ++number;
    config->failures = failures;
    has_driver = has_driver || config->dbd.driver;
    if (config->pool_size > config->dbd.most)
      return refuse(server, apr_psprintf(server->process->pconf,
                                         "OsTicketPoolSize %d is more than DBDMax %ld",
                                         config->pool_size, config->dbd.most));
  }
  if (is_used && !has_driver)
    return refuse(main_server, "mod_dbd has no driver; add 'DBDriver mysql' and DBDParams");
  if (is_used) warn_of_dbd_settings(main_server);
  return OK;
}

// Before mod_dbd's connections go away, which belong to pools below the child's.
extern "C" apr_status_t osticket_rest_stop_counting(void* config) noexcept {
  static_cast<ServerConfig*>(config)->child->caches->counter.reset();
  return APR_SUCCESS;
}

extern "C" apr_status_t osticket_rest_drop_child(void* config) noexcept {
  auto* server_config = static_cast<ServerConfig*>(config);
  delete server_config->child;
  server_config->child = nullptr;
  return APR_SUCCESS;
}

void share_cache(apr_pool_t* pconf, apr_pool_t* ptemp, server_rec* main_server) {
  SharedCache* cache = make_shared_cache(pconf, ptemp, main_server);
  for (server_rec* server = main_server; server; server = server->next)
    config_of(server)->shared = cache;
}

int prepare(apr_pool_t* pconf, apr_pool_t* ptemp, server_rec* main_server) {
  if (!share_statistics(ptemp, main_server, kHandlerName))
    return refuse(main_server, "there is no shared memory for its counters");
  if (is_starting()) {
    report_unknown_schemas(ptemp, main_server);
    return OK;
  }
  prepare_mail(pconf, main_server);
  // The configuration is read twice at start; what is shared is made in the second round.
  share_cache(pconf, ptemp, main_server);
  return OK;
}

// A child that cannot use the cache goes on without it.
void open_cache(apr_pool_t* pchild, server_rec* main_server) {
  SharedCache* cache = config_of(main_server)->shared;
  if (!cache || open_in_child(*cache, pchild)) return;
  for (server_rec* server = main_server; server; server = server->next)
    config_of(server)->shared = nullptr;
}

// The pool of an earlier server whose connections come from the same pool of mod_dbd; its gate is
// as wide as the largest of them asks.
std::shared_ptr<PoolState> pool_for(const server_rec* main_server, const server_rec* own) {
  const DbdSettings& dbd = config_of(own)->dbd;
  int size = 0;
  for (const server_rec* server = main_server; server; server = server->next) {
    const ServerConfig* config = config_of(server);
    if (!share_connections(config->dbd, dbd)) continue;
    if (config->child) return config->child->pool;
    size = std::max(size, config->pool_size);
  }
  return std::make_shared<PoolState>(size, find_dbd_functions());
}

void make_child_states(apr_pool_t* pchild, server_rec* main_server) {
  if (!db::report_sockets())
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, main_server,
                 OST_NUMBER(0008) "mod_osticket_rest: apr's MySQL driver is not built on MariaDB's "
                                  "client library, so nothing ends the wait for a database that "
                                  "does not answer");
  PoolSlot* slot = config_of(main_server)->statistics->claim_pool_slot();
  for (server_rec* server = main_server; server; server = server->next) {
    ServerConfig* config = config_of(server);
    if (config->child) continue;
    config->child = new ChildState(*config, pool_for(main_server, server));
    config->child->slot = slot;
    if (config->shared)
      config->child->caches->counter = std::make_unique<BackgroundCounter>(server, *config->child);
    apr_pool_pre_cleanup_register(pchild, config, osticket_rest_stop_counting);
    apr_pool_cleanup_register(pchild, config, osticket_rest_drop_child, apr_pool_cleanup_null);
  }
  if (slot) count_connections(*slot, main_server);
}

}  // namespace
}  // namespace ost::httpd

int osticket_rest_check_config(apr_pool_t*, apr_pool_t*, apr_pool_t* ptemp,
                               server_rec* main_server) noexcept {
  try {
    return ost::httpd::check(ptemp, main_server);
  } catch (...) {
    return HTTP_INTERNAL_SERVER_ERROR;
  }
}

int osticket_rest_pre_config(apr_pool_t* pconf, apr_pool_t*, apr_pool_t*) noexcept {
  ost::httpd::register_shared_cache(pconf);
  return OK;
}

int osticket_rest_post_config(apr_pool_t* pconf, apr_pool_t*, apr_pool_t* ptemp,
                              server_rec* main_server) noexcept {
  try {
    return ost::httpd::prepare(pconf, ptemp, main_server);
  } catch (...) {
    return HTTP_INTERNAL_SERVER_ERROR;
  }
}

void osticket_rest_child_init(apr_pool_t* pchild, server_rec* main_server) noexcept {
  try {
    ost::httpd::open_cache(pchild, main_server);
    ost::httpd::make_child_states(pchild, main_server);
  } catch (...) {
    ap_log_error(APLOG_MARK, APLOG_EMERG, 0, main_server,
                 OST_NUMBER(0006) "mod_osticket_rest: no memory");
  }
}
