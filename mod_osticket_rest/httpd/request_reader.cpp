// SPDX-License-Identifier: MIT
#include "httpd/request_reader.hpp"

#include <apr_buckets.h>
#include <apr_tables.h>
#include <util_filter.h>

// Need httpd.h before them.
#include <http_log.h>
#include <http_protocol.h>

#include <limits>

#include "api/http/query_string.hpp"
#include "base/number.hpp"

namespace ost::httpd {
namespace {

std::string text_of(const char* text) {
  return text ? text : "";
}

base::Error body_error(apr_status_t status) {
  const int mapped = ap_map_http_request_error(status, HTTP_BAD_REQUEST);
  // httpd has answered by itself, as it does to chunks that are none: a second answer would follow.
  if (mapped == AP_FILTER_ERROR) return base::Error{base::Errc::kClientGone, "", "", {}};
  if (mapped == HTTP_REQUEST_ENTITY_TOO_LARGE)
    return base::Error{base::Errc::kBodyTooLarge, "The request body is too large", "", {}};
  return base::Error{base::Errc::kInvalidJson,
                     "Invalid JSON body",
                     "the body could not be read",
                     {{"body", "ended before it was whole"}}};
}

int add_header(void* headers, const char* name, const char* value) {
  static_cast<api::Parameters*>(headers)->emplace_back(name, value);
  return 1;
}

}  // namespace

RequestBody::RequestBody(request_rec* request)
    : request_(request),
      brigade_(apr_brigade_create(request->pool, request->connection->bucket_alloc)) {}

std::optional<std::int64_t> RequestBody::announced() const {
  const char* length = apr_table_get(request_->headers_in, "Content-Length");
  if (!length) return std::nullopt;
  return base::parse_number(length).value_or(std::numeric_limits<std::int64_t>::max());
}

bool RequestBody::is_unread() const {
  if (has_ended_) return false;
  return apr_table_get(request_->headers_in, "Transfer-Encoding") || announced().value_or(0) > 0;
}

base::Status RequestBody::fetch() {
  const apr_status_t got = ap_get_brigade(request_->input_filters, brigade_, AP_MODE_READBYTES,
                                          APR_BLOCK_READ, HUGE_STRING_LEN);
  if (got == APR_SUCCESS) return {};
  return body_error(got);
}

// What the first bucket holds; empty for one that holds no bytes.
base::Result<std::string_view> RequestBody::front() {
  apr_bucket* bucket = APR_BRIGADE_FIRST(brigade_);
  if (APR_BUCKET_IS_EOS(bucket)) has_ended_ = true;
  if (APR_BUCKET_IS_METADATA(bucket)) return std::string_view();
  const char* bytes = nullptr;
  apr_size_t size = 0;
  const apr_status_t read = apr_bucket_read(bucket, &bytes, &size, APR_BLOCK_READ);
  if (read != APR_SUCCESS) return body_error(read);
  received_ += static_cast<std::int64_t>(size);
  return std::string_view(bytes, size);
}

base::Result<std::string_view> RequestBody::next() {
  while (!has_ended_) {
    // The first bucket is the piece before this one, or held nothing.
    if (!APR_BRIGADE_EMPTY(brigade_)) apr_bucket_delete(APR_BRIGADE_FIRST(brigade_));
    if (APR_BRIGADE_EMPTY(brigade_))
      if (base::Status fetched = fetch(); !fetched) return fetched.error();
    if (APR_BRIGADE_EMPTY(brigade_)) continue;
    const auto piece = front();
    if (!piece || !piece->empty()) return piece;
  }
  return std::string_view();
}

base::Result<api::Request> read_request(request_rec* request, RequestBody& body) {
  api::Request read;
  read.method = text_of(request->method);
  read.path = text_of(request->uri);
  auto query = api::parse_query_string(text_of(request->args));
  if (!query) return query.error();
  read.query = std::move(query).value();
  apr_table_do(add_header, &read.headers, request->headers_in, nullptr);
  read.client_address = text_of(request->useragent_ip);
  read.body = &body;
  return read;
}

}  // namespace ost::httpd
