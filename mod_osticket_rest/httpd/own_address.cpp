// SPDX-License-Identifier: MIT
#include "httpd/hooks.hpp"

#include <apr_strings.h>

// Need httpd.h before them.
#include <ap_expr.h>
#include <http_config.h>
#include <http_core.h>

#include <cstring>

#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr const char* kHandlers[] = {"osticket-rest", "osticket-rest-openapi",
                                     "osticket-rest-metrics", "osticket-stock"};

// What SetHandler says in the configuration as merged so far; httpd keeps it as an expression.
const char* set_handler(request_rec* request) {
  const auto* core =
      static_cast<const core_dir_config*>(ap_get_core_module_config(request->per_dir_config));
  if (!core->expr_handler) return core->handler;
  const char* error = nullptr;
  const char* handler = ap_expr_str_exec(request, core->expr_handler, &error);
  return error ? nullptr : handler;
}

// That handler where it is one of this module's.
const char* own_handler(request_rec* request) {
  const char* set = set_handler(request);
  if (!set) return nullptr;
  for (const char* handler : kHandlers)
    if (std::strcmp(handler, set) == 0) return handler;
  return nullptr;
}

// httpd forgets the merged configuration between its phases, so what was seen is noted.
const char* marked_handler(const request_rec* request) {
  return static_cast<const char*>(
      ap_get_module_config(request->request_config, &osticket_rest_module));
}

}  // namespace
}  // namespace ost::httpd

int osticket_rest_pre_translate(request_rec* request) noexcept {
  return ost::httpd::own_handler(request) ? OK : DECLINED;
}

int osticket_rest_translate(request_rec* request) noexcept {
  const char* handler = ost::httpd::own_handler(request);
  if (!handler) return DECLINED;
  ap_set_module_config(request->request_config, &osticket_rest_module, const_cast<char*>(handler));
  request->filename = apr_pstrcat(request->pool, ap_document_root(request), request->uri, nullptr);
  return OK;
}

int osticket_rest_map_to_storage(request_rec* request) noexcept {
  return ost::httpd::marked_handler(request) ? OK : DECLINED;
}

int osticket_rest_set_handler(request_rec* request) noexcept {
  const char* handler = ost::httpd::marked_handler(request);
  if (!handler) return DECLINED;
  request->handler = handler;
  return OK;
}
