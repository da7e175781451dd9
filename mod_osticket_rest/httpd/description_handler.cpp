// SPDX-License-Identifier: MIT
#include "httpd/hooks.hpp"

// Needs httpd.h before it.
#include <http_protocol.h>

#include <cstring>

#include "api/description.hpp"
#include "api/error_response.hpp"
#include "api/http/preconditions.hpp"
#include "httpd/brigade_sink.hpp"
#include "httpd/child_state.hpp"

namespace ost::httpd {
namespace {

constexpr char kDescriptionHandler[] = "osticket-rest-openapi";

int refuse(BrigadeSink& sink) {
  base::Error error{base::Errc::kMethodNotAllowed, "Only GET and HEAD are allowed here", "", {}};
  error.allow = "GET, HEAD";
  const api::ErrorAnswer answer = api::answer_of(error, "");
  sink.begin(answer.status);
  for (const auto& [name, value] : answer.headers) sink.header(name, value);
  sink.write(answer.body);
  return sink.finish();
}

int describe(request_rec* request) {
  const ChildState* child = config_of(request->server)->child;
  if (!child) return HTTP_INTERNAL_SERVER_ERROR;
  BrigadeSink sink(request, child->blocks);
  allow_page(request, *child);
  ap_discard_request_body(request);
  // httpd gives HEAD the number of GET.
  if (request->method_number != M_GET) return refuse(sink);
  const std::string& tag = child->description_tag;
  const char* known = apr_table_get(request->headers_in, "If-None-Match");
  const bool is_known = known && api::names_tag(known, tag, api::Comparison::kWeak);
  sink.begin(is_known ? HTTP_NOT_MODIFIED : HTTP_OK);
  sink.header("ETag", tag);
  sink.header("Cache-Control", "no-cache");
  if (!is_known) sink.write(api::description());
  return sink.finish();
}

}  // namespace
}  // namespace ost::httpd

int osticket_rest_description_handler(request_rec* request) noexcept {
  if (!request->handler || std::strcmp(request->handler, ost::httpd::kDescriptionHandler) != 0)
    return DECLINED;
  try {
    return ost::httpd::describe(request);
  } catch (...) {
    return HTTP_INTERNAL_SERVER_ERROR;
  }
}
