// SPDX-License-Identifier: MIT
#include "httpd/page_origin.hpp"

#include <apr_tables.h>

#include "api/http/cross_origin.hpp"
#include "httpd/child_state.hpp"

namespace ost::httpd {

void allow_page(request_rec* request, const ChildState& child) {
  api::CrossOrigin page;
  if (const char* origin = apr_table_get(request->headers_in, "Origin")) page.origin = origin;
  page.is_preflight = request->method_number == M_OPTIONS &&
                      apr_table_get(request->headers_in, "Access-Control-Request-Method");
  for (const auto& [name, value] : api::cross_origin_headers(child.allowed_origins, page))
    apr_table_merge(request->headers_out, name.c_str(), value.c_str());
}

}  // namespace ost::httpd
