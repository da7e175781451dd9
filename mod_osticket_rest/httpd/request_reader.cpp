// SPDX-License-Identifier: MIT
#include "httpd/request_reader.hpp"

#include <apr_buckets.h>
#include <apr_tables.h>
#include <util_filter.h>

// Need httpd.h before them.
#include <http_log.h>
#include <http_protocol.h>

#include "api/query_string.hpp"

namespace ost::httpd {
namespace {

std::string text_of(const char* text) {
  return text ? text : "";
}

bool has_body(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

base::Error too_large() {
  return base::Error{base::Errc::kBodyTooLarge, "The request body is too large", "", {}};
}

base::Error body_error(apr_status_t status) {
  if (ap_map_http_request_error(status, HTTP_BAD_REQUEST) == HTTP_REQUEST_ENTITY_TOO_LARGE)
    return too_large();
  return base::Error{
      base::Errc::kInvalidJson, "Invalid JSON body", "the body could not be read", {}};
}

// Appends the data buckets; true once the end of the body was among them.
base::Result<bool> append_buckets(apr_bucket_brigade* brigade, std::size_t most,
                                  std::string& body) {
  for (apr_bucket* bucket = APR_BRIGADE_FIRST(brigade); bucket != APR_BRIGADE_SENTINEL(brigade);
       bucket = APR_BUCKET_NEXT(bucket)) {
    if (APR_BUCKET_IS_EOS(bucket)) return true;
    if (APR_BUCKET_IS_METADATA(bucket)) continue;
    const char* bytes = nullptr;
    apr_size_t size = 0;
    const apr_status_t read = apr_bucket_read(bucket, &bytes, &size, APR_BLOCK_READ);
    if (read != APR_SUCCESS) return body_error(read);
    if (size > most - body.size()) return too_large();
    body.append(bytes, size);
  }
  return false;
}

base::Result<std::string> read_body(request_rec* request, std::size_t most) {
  std::string body;
  apr_bucket_brigade* brigade =
      apr_brigade_create(request->pool, request->connection->bucket_alloc);
  for (;;) {
    const apr_status_t got = ap_get_brigade(request->input_filters, brigade, AP_MODE_READBYTES,
                                            APR_BLOCK_READ, HUGE_STRING_LEN);
    if (got != APR_SUCCESS) return body_error(got);
    const base::Result<bool> ended = append_buckets(brigade, most, body);
    if (!ended) return ended.error();
    apr_brigade_cleanup(brigade);
    if (*ended) return body;
  }
}

}  // namespace

base::Result<api::Request> read_request(request_rec* request, std::int64_t max_body_bytes) {
  api::Request read;
  read.method = text_of(request->method);
  if (const char* key = apr_table_get(request->headers_in, "X-API-Key")) read.key = key;
  if (const char* accept = apr_table_get(request->headers_in, "Accept")) read.accept = accept;
  read.client_address = text_of(request->useragent_ip);
  read.path = text_of(request->uri);
  auto query = api::parse_query_string(text_of(request->args));
  if (!query) return query.error();
  read.query = std::move(query).value();
  if (!has_body(read.method)) {
    ap_discard_request_body(request);
    return read;
  }
  auto body = read_body(request, static_cast<std::size_t>(max_body_bytes));
  if (!body) return body.error();
  read.body = std::move(body).value();
  return read;
}

}  // namespace ost::httpd
