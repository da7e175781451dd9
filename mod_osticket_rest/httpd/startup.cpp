// SPDX-License-Identifier: MIT
#include "httpd/startup.hpp"

#include <apr_strings.h>
#include <httpd.h>

// Needs httpd.h before it.
#include <http_core.h>

#include <cstdlib>
#include <cstring>
#include <exception>

#include "httpd/child_state.hpp"
#include "httpd/log.hpp"
#include "httpd/shared_cache.hpp"
#include "httpd/shared_failures.hpp"

namespace ost::httpd {
namespace {

constexpr int kDefaultDbdMax = 10;

// The last value of a directive anywhere in the configuration; nullptr when it is not there.
const char* find_directive(const ap_directive_t* tree, const char* name) {
  const char* found = nullptr;
  for (const ap_directive_t* node = tree; node; node = node->next) {
    if (ap_cstr_casecmp(node->directive, name) == 0) found = node->args;
    if (const char* inner = find_directive(node->first_child, name)) found = inner;
  }
  return found;
}

bool names_a_group(const ap_directive_t* tree) {
  for (const ap_directive_t* node = tree; node; node = node->next) {
    if (ap_cstr_casecmp(node->directive, "DBDParams") == 0 && std::strstr(node->args, "group="))
      return true;
    if (names_a_group(node->first_child)) return true;
  }
  return false;
}

int refuse(server_rec* server, const char* sentence) {
  ap_log_error(APLOG_MARK, APLOG_EMERG, 0, server, "mod_osticket_rest: %s", sentence);
  return HTTP_INTERNAL_SERVER_ERROR;
}

int check(server_rec* main_server) {
  const DbdFunctions functions = find_dbd_functions();
  if (!functions.open || !functions.close)
    return refuse(main_server, "mod_dbd is missing; enable it (a2enmod dbd) or load dbd_module");
  if (!find_directive(ap_conftree, "DBDriver"))
    return refuse(main_server, "mod_dbd has no driver; add 'DBDriver mysql' and DBDParams");
  if (!names_a_group(ap_conftree))
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, main_server,
                 "mod_osticket_rest: DBDParams name no group=; only a group of an option file can "
                 "set connect-timeout, which bounds the wait for a server that does not answer");
  const char* dbd_max = find_directive(ap_conftree, "DBDMax");
  const long most = dbd_max ? std::strtol(dbd_max, nullptr, 10) : kDefaultDbdMax;
  SharedFailures* failures = share_failures(main_server->process);
  if (!failures) return refuse(main_server, "there is no shared memory to count failures in");
  const char* persist = find_directive(ap_conftree, "DBDPersist");
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

// A child that cannot use the cache goes on without it.
void open_cache(apr_pool_t* pchild, server_rec* main_server) {
  SharedCache* cache = config_of(main_server)->shared;
  if (!cache || open_in_child(*cache, pchild)) return;
  for (server_rec* server = main_server; server; server = server->next)
    config_of(server)->shared = nullptr;
}

void make_child_states(apr_pool_t* pchild, server_rec* main_server) {
  if (!db::watch_driver())
    ap_log_error(
        APLOG_MARK, APLOG_WARNING, 0, main_server,
        "mod_osticket_rest: apr's MySQL driver is not built on MariaDB's client library, so "
        "nothing ends the wait for a database that does not answer");
  for (server_rec* server = main_server; server; server = server->next) {
    ServerConfig* config = config_of(server);
    if (config->child) continue;
    config->child = new ChildState(*config);
    apr_pool_cleanup_register(pchild, config, osticket_rest_drop_child, apr_pool_cleanup_null);
  }
}

}  // namespace
}  // namespace ost::httpd

int osticket_rest_check_config(apr_pool_t*, apr_pool_t*, apr_pool_t*,
                               server_rec* main_server) noexcept {
  try {
    return ost::httpd::check(main_server);
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
  // The configuration is read twice at start; what is shared is made in the second round.
  if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) return OK;
  ost::httpd::share_cache(pconf, ptemp, main_server);
  return OK;
}

void osticket_rest_child_init(apr_pool_t* pchild, server_rec* main_server) noexcept {
  try {
    ost::httpd::open_cache(pchild, main_server);
    ost::httpd::make_child_states(pchild, main_server);
  } catch (...) {
    ap_log_error(APLOG_MARK, APLOG_EMERG, 0, main_server, "mod_osticket_rest: no memory");
  }
}
