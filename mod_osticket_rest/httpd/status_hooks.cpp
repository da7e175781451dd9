// SPDX-License-Identifier: MIT
#include "httpd/hooks.hpp"

#include <apr_shm.h>

// Need httpd.h before them.
#include <http_protocol.h>
#include <mod_status.h>

#include <cstring>
#include <new>
#include <string>

#include "httpd/config.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/statistics_text.hpp"

namespace ost::httpd {
namespace {

constexpr char kMetricsHandler[] = "osticket-rest-metrics";

// The module that comes after a restart may be a newer one, with other counters.
std::string key_of_this_layout() {
  return "mod_osticket_rest.statistics.2." + std::to_string(sizeof(Statistics));
}

int answer_metrics(request_rec* request, const Statistics& statistics) {
  if (request->method_number != M_GET) {
    request->allowed = AP_METHOD_BIT << M_GET;
    return HTTP_METHOD_NOT_ALLOWED;
  }
  const std::string text = prometheus_text(statistics);
  ap_set_content_type(request, "text/plain; version=0.0.4; charset=utf-8");
  ap_set_content_length(request, static_cast<apr_off_t>(text.size()));
  apr_table_setn(request->headers_out, "Cache-Control", "no-store");
  ap_rwrite(text.data(), static_cast<int>(text.size()), request);
  return OK;
}

}  // namespace

Statistics* shared_statistics(server_rec* main_server) {
  apr_pool_t* whole_life = main_server->process->pool;
  const std::string key = key_of_this_layout();
  void* kept = nullptr;
  apr_pool_userdata_get(&kept, key.c_str(), whole_life);
  if (kept) return static_cast<Statistics*>(kept);
  apr_shm_t* segment = nullptr;
  if (apr_shm_create(&segment, sizeof(Statistics), nullptr, whole_life) != APR_SUCCESS)
    return nullptr;
  auto* statistics = new (apr_shm_baseaddr_get(segment)) Statistics();
  apr_pool_userdata_set(statistics, key.c_str(), nullptr, whole_life);
  return statistics;
}

}  // namespace ost::httpd

int osticket_rest_status(request_rec* request, int flags) noexcept {
  using namespace ost::httpd;
  const Statistics& statistics = *config_of(request->server)->statistics;
  try {
    const bool is_short = (flags & AP_STATUS_SHORT) != 0;
    const std::string text = is_short ? status_lines(statistics) : status_html(statistics);
    ap_rwrite(text.data(), static_cast<int>(text.size()), request);
    return OK;
  } catch (...) {
    return HTTP_INTERNAL_SERVER_ERROR;
  }
}

int osticket_rest_metrics(request_rec* request) noexcept {
  using namespace ost::httpd;
  if (!request->handler || std::strcmp(request->handler, kMetricsHandler) != 0) return DECLINED;
  const Statistics& statistics = *config_of(request->server)->statistics;
  try {
    return answer_metrics(request, statistics);
  } catch (...) {
    return HTTP_INTERNAL_SERVER_ERROR;
  }
}
