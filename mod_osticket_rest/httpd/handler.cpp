// SPDX-License-Identifier: MIT
#include "httpd/handler.hpp"

#include <apr_strings.h>

// Needs httpd.h before it.
#include <http_protocol.h>
#include <mod_status.h>

#include <cstring>
#include <exception>
#include <optional>

#include "api/error_response.hpp"
#include "httpd/brigade_sink.hpp"
#include "httpd/child_state.hpp"
#include "httpd/description_handler.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"
#include "httpd/page_origin.hpp"
#include "httpd/request_reader.hpp"
#include "httpd/shared_cache.hpp"
#include "httpd/shared_failures.hpp"
#include "httpd/startup.hpp"
#include "httpd/status_hooks.hpp"
#include "httpd/table_report.hpp"

namespace ost::httpd {
namespace {

constexpr char kHandlerName[] = "osticket-rest";

// mod_unique_id's where it is loaded, else a random one that httpd's log lines of this request can
// carry.
const char* request_id_of(request_rec* request) {
  if (const char* id = apr_table_get(request->subprocess_env, "UNIQUE_ID")) return id;
  base::SystemRandom random;
  if (!request->log_id)
    request->log_id =
        apr_psprintf(request->pool, "%08x%08x", random.below(UINT32_MAX), random.below(UINT32_MAX));
  return request->log_id;
}

// For access logs: the key's id, never the key.
void name_key(request_rec* request, std::int64_t key_id) {
  if (key_id <= 0) return;
  const std::string id = std::to_string(key_id);
  request->user = apr_pstrcat(request->pool, "key-", id.c_str(), nullptr);
  apr_table_set(request->subprocess_env, "OSTICKET_KEY_ID", id.c_str());
}

void note_usage(request_rec* request, const db::Usage& usage) {
  apr_table_set(request->notes, "osticket-sql-statements",
                std::to_string(usage.statements).c_str());
  apr_table_set(request->notes, "osticket-sql-us", std::to_string(usage.microseconds).c_str());
}

// Why a key was refused, in one word; nullptr when the failure is another one.
const char* refusal_of(base::Errc code) {
  if (code == base::Errc::kMissingKey) return kRefusals[0];
  if (code == base::Errc::kInvalidKey) return kRefusals[1];
  return code == base::Errc::kUnauthorizedAddress ? kRefusals[2] : nullptr;
}

// docs/examples/fail2ban reads this line, so its form stays.
void log_refusal(request_rec* request, const char* reason) {
  ap_log_rerror(APLOG_MARK, APLOG_WARNING, 0, request,
                OST_NUMBER(0012) "API key refused (%s) [request %s]", reason,
                request_id_of(request));
}

void log_failure(request_rec* request, const base::Error& error, int status) {
  if (const char* reason = refusal_of(error.code)) return log_refusal(request, reason);
  const int level = status >= 500 ? APLOG_ERR : APLOG_INFO;
  ap_log_rerror(APLOG_MARK, level, 0, request, OST_NUMBER(0002) "%d %s%s%s [request %s]", status,
                error.message.c_str(), error.detail.empty() ? "" : ": ", error.detail.c_str(),
                request_id_of(request));
}

int answer_error(request_rec* request, const base::Error& error, BrigadeSink& sink) {
  if (error.code == base::Errc::kClientGone) return AP_FILTER_ERROR;
  const api::ErrorAnswer answer = api::answer_of(error, request_id_of(request));
  log_failure(request, error, answer.status);
  statistics_of(request).count_refusal(error.code);
  if (sink.committed()) return sink.abandon();
  sink.begin(answer.status);
  for (const auto& [name, value] : answer.headers) sink.header(name, value);
  if (answer.status == HTTP_SERVICE_UNAVAILABLE)
    sink.header("Retry-After", std::to_string(config_of(request->server)->retry_after_seconds));
  // What is left of such a body is not worth reading, and it may never end.
  if (error.code == base::Errc::kBodyTooLarge) request->connection->keepalive = AP_CONN_CLOSE;
  sink.write(answer.body);
  return sink.finish();
}

// The first request of a help desk in this child has its tables looked at.
void report_tables_once(request_rec* request, ChildState& child, db::Pool& pool) {
  if (!child.has_served.exchange(true)) report_tables(request->server, pool);
}

RequestCost cost_of(const db::Usage& usage) {
  return {0, usage.statements, usage.microseconds, usage.transactions};
}

base::Status serve(request_rec* request, ChildState& child, BrigadeSink& sink, RequestCost& cost) {
  auto read = read_request(request, child.settings.max_body_bytes);
  if (!read) return read.error();
  const ServerConfig& config = *config_of(request->server);
  RequestLog log(request);
  DbdPool pool({request->server, request->pool, log, connections_in_use(request->server)}, config,
               *child.pool, child.clock);
  std::optional<CachedNumbers> numbers;
  if (config.shared) numbers.emplace(*config.shared, request, config.number);
  RequestGuard guard(request, *config.failures, config.auth_failures, child.clock);
  api::Services services{pool, child.clock, child.random, child.settings, *child.caches};
  services.numbers = numbers ? &*numbers : nullptr;
  services.guard = &guard;
  const base::Status served = api::handle(*read, services, sink);
  name_key(request, services.key_id);
  note_usage(request, pool.usage());
  cost = cost_of(pool.usage());
  if (served && services.key_id > 0) report_tables_once(request, child, pool);
  return served;
}

int handle(request_rec* request, ChildState& child, BrigadeSink& sink, RequestCost& cost) {
  allow_page(request, child);
  const base::Status served = serve(request, child, sink, cost);
  return served ? sink.finish() : answer_error(request, served.error(), sink);
}

int give_up(request_rec* request, BrigadeSink& sink, const char* what) {
  ap_log_rerror(APLOG_MARK, APLOG_ERR, 0, request, OST_NUMBER(0003) "unexpected: %s", what);
  if (sink.committed()) return sink.abandon();
  try {
    return answer_error(request, base::internal_error("an exception"), sink);
  } catch (...) {
    return HTTP_INTERNAL_SERVER_ERROR;
  }
}

// No exception may reach httpd: its C frames have no handler, the runtime would call std::terminate
// and every other request of this child would die with it.
int handle_whatever_happens(request_rec* request, ChildState& child, RequestCost& cost) noexcept {
  BrigadeSink sink(request, child.blocks);
  try {
    return handle(request, child, sink, cost);
  } catch (const std::exception& e) {
    return give_up(request, sink, e.what());
  } catch (...) {
    return give_up(request, sink, "not a std::exception");
  }
}

}  // namespace

extern "C" int osticket_rest_handler(request_rec* request) noexcept {
  if (!request->handler || std::strcmp(request->handler, kHandlerName) != 0) return DECLINED;
  ChildState* child = config_of(request->server)->child;
  if (!child) return HTTP_INTERNAL_SERVER_ERROR;
  const std::int64_t started = child->clock.monotonic_microseconds();
  RequestCost cost;
  const int result = handle_whatever_happens(request, *child, cost);
  cost.microseconds = child->clock.monotonic_microseconds() - started;
  const int status = ap_is_HTTP_ERROR(result) ? result : request->status;
  statistics_of(request).count_request(request->method, status, cost);
  return result;
}

void register_hooks(apr_pool_t*) {
  ap_hook_pre_config(osticket_rest_pre_config, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_post_config(osticket_rest_post_config, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_check_config(osticket_rest_check_config, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_child_init(osticket_rest_child_init, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_handler(osticket_rest_handler, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_handler(osticket_rest_description_handler, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_handler(osticket_rest_metrics, nullptr, nullptr, APR_HOOK_MIDDLE);
  APR_OPTIONAL_HOOK(ap, status_hook, osticket_rest_status, nullptr, nullptr, APR_HOOK_MIDDLE);
}

}  // namespace ost::httpd
