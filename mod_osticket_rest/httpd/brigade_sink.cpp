// SPDX-License-Identifier: MIT
#include "httpd/brigade_sink.hpp"

#include <apr_buckets.h>
#include <apr_strings.h>
#include <apr_tables.h>
#include <util_filter.h>

// Needs httpd.h before it.
#include <http_core.h>
#include <http_protocol.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "api/http/request_headers.hpp"
#include "httpd/child_state.hpp"

namespace ost::httpd {
namespace {

constexpr std::size_t kSentAtOnce = 49152;
// Beside a piece the last filter may keep the head of the answer.
constexpr std::size_t kLeastThreshold = 65535;

extern "C" void osticket_rest_free_block(void* bytes) noexcept {
  BlockPool::give_back(bytes);
}

}  // namespace

void BrigadeSink::begin(int status) {
  blocks_.clear();
  pending_ = 0;
  // What was said of an answer that a failure replaces does not hold for the other one.
  for (const std::string& name : headers_) apr_table_unset(request_->headers_out, name.c_str());
  headers_.clear();
  has_length_ = false;
  request_->status = status;
  // httpd keeps the reason of an earlier status otherwise.
  request_->status_line = nullptr;
  ap_set_content_type(request_, "application/json");
  apr_table_setn(request_->headers_out, "Cache-Control", "no-store");
  // Part of an answer in JSON means nothing, and a write is not undone by a range that it lacks.
  ap_remove_output_filter_byhandle(request_->output_filters, "BYTERANGE");
  apr_table_setn(request_->headers_out, "Accept-Ranges", "none");
}

void BrigadeSink::header(std::string_view name, std::string_view value) {
  if (name == "Content-Type")
    return ap_set_content_type(request_,
                               apr_pstrmemdup(request_->pool, value.data(), value.size()));
  if (name == "Content-Length") has_length_ = true;
  headers_.emplace_back(name);
  apr_table_set(request_->headers_out, headers_.back().c_str(), std::string(value).c_str());
}

void BrigadeSink::write(std::string_view bytes) {
  pending_ += bytes.size();
  while (!bytes.empty()) {
    if (blocks_.empty() || blocks_.back().used == BlockPool::kBlockSize) add_block();
    Block& block = blocks_.back();
    const std::size_t count = std::min(bytes.size(), BlockPool::kBlockSize - block.used);
    std::memcpy(block.bytes.get() + block.used, bytes.data(), count);
    block.used += count;
    bytes.remove_prefix(count);
  }
}

void BrigadeSink::add_block() {
  blocks_.push_back({std::unique_ptr<char, FreeBlock>(pool_->take()), 0});
}

// httpd's last filter keeps what the connection does not take, up to FlushMaxThreshold, and waits
// only where it would be more. A stream of HTTP/2 may wait at any time.
bool BrigadeSink::takes_more() const {
  const conn_rec* connection = request_->connection;
  const auto* core = static_cast<core_server_config*>(
      ap_get_core_module_config(connection->base_server->module_config));
  return pending_ == 0 && !connection->master && !connection->data_in_output_filters &&
         !connection->aborted && core->flush_max_threshold >= kLeastThreshold;
}

void BrigadeSink::send(std::string_view bytes) {
  apr_bucket_alloc_t* allocator = request_->connection->bucket_alloc;
  while (!bytes.empty() && takes_more()) {
    const std::string_view piece = bytes.substr(0, kSentAtOnce);
    apr_bucket_brigade* brigade = apr_brigade_create(request_->pool, allocator);
    APR_BRIGADE_INSERT_TAIL(brigade,
                            apr_bucket_transient_create(piece.data(), piece.size(), allocator));
    sent_ += static_cast<std::int64_t>(piece.size());
    bytes.remove_prefix(piece.size());
    if (!pass(brigade)) break;
  }
  write(bytes);
}

base::Status BrigadeSink::flush() {
  return pass(apr_bucket_flush_create(request_->connection->bucket_alloc));
}

int BrigadeSink::finish() {
  if (!committed_ && !has_length_)
    ap_set_content_length(request_, static_cast<apr_off_t>(pending_));
  // A client that has gone has been logged by the filters and is nobody's error.
  return pass(apr_bucket_eos_create(request_->connection->bucket_alloc)) ? OK : AP_FILTER_ERROR;
}

int BrigadeSink::abandon() {
  apr_bucket_alloc_t* allocator = request_->connection->bucket_alloc;
  apr_bucket_brigade* brigade = apr_brigade_create(request_->pool, allocator);
  // The chunk filter leaves out the last chunk behind an error bucket.
  APR_BRIGADE_INSERT_TAIL(
      brigade, ap_bucket_error_create(HTTP_BAD_GATEWAY, nullptr, request_->pool, allocator));
  APR_BRIGADE_INSERT_TAIL(brigade, apr_bucket_eos_create(allocator));
  request_->connection->keepalive = AP_CONN_CLOSE;
  ap_pass_brigade(request_->output_filters, brigade);
  return AP_FILTER_ERROR;
}

base::Status BrigadeSink::pass(apr_bucket* last) {
  apr_bucket_alloc_t* allocator = request_->connection->bucket_alloc;
  apr_bucket_brigade* brigade = apr_brigade_create(request_->pool, allocator);
  for (Block& block : blocks_) {
    const std::size_t size = block.used;
    APR_BRIGADE_INSERT_TAIL(brigade, apr_bucket_heap_create(block.bytes.release(), size,
                                                            osticket_rest_free_block, allocator));
  }
  blocks_.clear();
  sent_ += static_cast<std::int64_t>(pending_);
  pending_ = 0;
  APR_BRIGADE_INSERT_TAIL(brigade, last);
  return pass(brigade);
}

base::Status BrigadeSink::pass(apr_bucket_brigade* brigade) {
  committed_ = true;
  const apr_status_t passed = ap_pass_brigade(request_->output_filters, brigade);
  apr_brigade_destroy(brigade);
  if (passed == APR_SUCCESS && !request_->connection->aborted) return {};
  return base::Error{base::Errc::kClientGone, "", "the client went away", {}};
}

void allow_page(request_rec* request, const ChildState& child) {
  api::CrossOrigin page;
  if (const char* origin = apr_table_get(request->headers_in, "Origin")) page.origin = origin;
  page.is_preflight = request->method_number == M_OPTIONS &&
                      apr_table_get(request->headers_in, "Access-Control-Request-Method");
  for (const auto& [name, value] : api::cross_origin_headers(child.allowed_origins, page))
    apr_table_merge(request->headers_out, name.c_str(), value.c_str());
}

}  // namespace ost::httpd
