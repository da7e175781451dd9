// SPDX-License-Identifier: MIT
#include "httpd/startup.hpp"

#include <apr_strings.h>
#include <httpd.h>

// Needs httpd.h before it.
#include <http_core.h>

#include <cstdlib>
#include <exception>

#include "httpd/child_state.hpp"
#include "httpd/config_tree.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"
#include "httpd/schema_probe.hpp"
#include "httpd/shared_cache.hpp"
#include "httpd/shared_failures.hpp"
#include "httpd/status_hooks.hpp"

namespace ost::httpd {
namespace {

constexpr char kHandlerName[] = "osticket-rest";
constexpr int kDefaultDbdMax = 10;

int refuse(server_rec* server, const char* sentence) {
  ap_log_error(APLOG_MARK, APLOG_EMERG, 0, server, OST_NUMBER(0005) "mod_osticket_rest: %s",
               sentence);
  return HTTP_INTERNAL_SERVER_ERROR;
}

// httpd reads its configuration twice when it starts and once when it restarts. A restart must not
// fail for what a help desk answers, so only the first reading of a start asks.
bool is_starting() {
  return ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG;
}

int check(apr_pool_t* pool, server_rec* main_server) {
  const DbdFunctions functions = find_dbd_functions();
  if (!functions.open || !functions.close)
    return refuse(main_server, "mod_dbd is missing; enable it (a2enmod dbd) or load dbd_module");
  // A module that is only loaded, as by its package, must not keep httpd from starting.
  const bool is_used = is_directive_set(pool, "SetHandler", kHandlerName);
  if (is_used && !find_directive("DBDriver"))
    return refuse(main_server, "mod_dbd has no driver; add 'DBDriver mysql' and DBDParams");
  if (is_used && !is_directive_with("DBDParams", "group="))
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, main_server,
                 OST_NUMBER(0010) "mod_osticket_rest: DBDParams name no group=; only a group of an "
                                  "option file can set connect-timeout, which bounds the wait for "
                                  "a server that does not answer");
  const char* dbd_max = find_directive("DBDMax");
  const long most = dbd_max ? std::strtol(dbd_max, nullptr, 10) : kDefaultDbdMax;
  SharedFailures* failures = share_failures(main_server->process);
  if (!failures) return refuse(main_server, "there is no shared memory to count failures in");
  const char* persist = find_directive("DBDPersist");
  int number = 0;
  for (server_rec* server = main_server; server; server = server->next) {
    ServerConfig* config = config_of(server);
    settle(*config);
    config->number = ++number;
    config->is_dbd_persistent = !persist || ap_cstr_casecmp(persist, "off") != 0;
    config->failures = failures;
    if (config->pool_size > most)
      return refuse(server, apr_psprintf(server->process->pconf,
                                         "OsTicketPoolSize %d is more than DBDMax %ld",
                                         config->pool_size, most));
  }
  return OK;
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
  if (is_starting()) return probe_schemas(ptemp, main_server) ? OK : HTTP_INTERNAL_SERVER_ERROR;
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

void make_child_states(apr_pool_t* pchild, server_rec* main_server) {
  if (!db::watch_driver())
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, main_server,
                 OST_NUMBER(0008) "mod_osticket_rest: apr's MySQL driver is not built on MariaDB's "
                                  "client library, so nothing ends the wait for a database that "
                                  "does not answer");
  PoolSlot* slot = config_of(main_server)->statistics->claim_pool_slot();
  if (slot) count_connections(*slot, main_server);
  for (server_rec* server = main_server; server; server = server->next) {
    ServerConfig* config = config_of(server);
    if (config->child) continue;
    config->child = new ChildState(*config);
    config->child->pool.slot = slot;
    apr_pool_cleanup_register(pchild, config, osticket_rest_drop_child, apr_pool_cleanup_null);
  }
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
