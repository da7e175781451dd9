// SPDX-License-Identifier: MIT
// The module record: the only symbol that httpd sees.
#include <httpd.h>

// Needs httpd.h before it.
#include <http_config.h>

#include "httpd/config.hpp"
#include "httpd/hooks.hpp"
#include "httpd/log.hpp"

extern "C" {

static void* osticket_rest_create_server(apr_pool_t* pool, server_rec* server) noexcept {
  return ost::httpd::create_server_config(pool, server);
}

static void* osticket_rest_merge_server(apr_pool_t* pool, void* base, void* own) noexcept {
  return ost::httpd::merge_server_config(pool, base, own);
}

static void osticket_rest_register(apr_pool_t* pool) noexcept {
  ost::httpd::register_hooks(pool);
}

__attribute__((visibility("default"))) module AP_MODULE_DECLARE_DATA osticket_rest_module = {
    STANDARD20_MODULE_STUFF,
    nullptr,
    nullptr,
    osticket_rest_create_server,
    osticket_rest_merge_server,
    ost::httpd::kDirectives,
    osticket_rest_register,
    AP_MODULE_FLAG_NONE,
};
}
