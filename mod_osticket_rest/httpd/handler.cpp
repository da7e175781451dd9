// SPDX-License-Identifier: MIT
#include "httpd/hooks.hpp"

#include <apr_strings.h>

// Need httpd.h before them.
#include <http_protocol.h>
#include <http_request.h>
#include <mod_status.h>

#include <cstring>
#include <exception>
#include <optional>

#include "api/error_response.hpp"
#include "api/stock/stock.hpp"
#include "httpd/brigade_sink.hpp"
#include "httpd/child_state.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"
#include "httpd/request_reader.hpp"
#include "httpd/schema_report.hpp"
#include "httpd/shared_memory.hpp"

namespace ost::httpd {
namespace {

constexpr char kHandlerName[] = "osticket-rest";
constexpr char kStockHandlerName[] = "osticket-stock";

bool is_stock(const request_rec* request) {
  return std::strcmp(request->handler, kStockHandlerName) == 0;
}

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

// What runs between a commit and its answer must not fail, so these texts are httpd's own.
const char* decimal(apr_pool_t* pool, std::int64_t number) noexcept {
  return apr_psprintf(pool, "%" APR_INT64_T_FMT, apr_int64_t{number});
}

// For access logs: the key's id, never the key.
void name_key(request_rec* request, std::int64_t key_id) noexcept {
  if (key_id <= 0) return;
  const char* id = decimal(request->pool, key_id);
  request->user = apr_pstrcat(request->pool, "key-", id, nullptr);
  apr_table_setn(request->subprocess_env, "OSTICKET_KEY_ID", id);
}

void note_usage(request_rec* request, const db::Usage& usage) noexcept {
  apr_table_setn(request->notes, "osticket-sql-statements",
                 decimal(request->pool, usage.statements));
  apr_table_setn(request->notes, "osticket-sql-us", decimal(request->pool, usage.microseconds));
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
  sink.write(answer.body);
  return sink.finish();
}

PoolUser pool_user_of(request_rec* request, base::Log& log) {
  return {request->server, request->pool, log, connections_in_use(request->server)};
}

/// Wakes the child that sends mail, whichever it is.
class SharedBell final : public api::MailBell {
 public:
  explicit SharedBell(Statistics& statistics) : statistics_(statistics) {}
  void ring() noexcept override { ++statistics_.mail_rings; }

 private:
  Statistics& statistics_;
};

RequestCost cost_of(const db::Usage& usage) {
  RequestCost cost;
  cost.statements = usage.statements;
  cost.sql_microseconds = usage.microseconds;
  cost.transactions = usage.transactions;
  return cost;
}

base::Status serve(const api::Request& request, request_rec* record, ChildState& child,
                   BrigadeSink& sink, RequestCost& cost) {
  const ServerConfig& config = *config_of(record->server);
  RequestLog log(record);
  DbdPool pool(pool_user_of(record, log), config, *child.pool, child.clock);
  std::optional<CachedNumbers> numbers;
  if (config.shared) numbers.emplace(*config.shared, record->server, config.number, record->pool);
  RequestGuard guard(record, *config.failures, config.auth_failures, child.clock);
  api::Services services{pool, child.clock, child.random, child.settings, *child.caches};
  services.numbers = numbers ? &*numbers : nullptr;
  services.guard = &guard;
  SharedBell bell(*config.statistics);
  services.bell = &bell;
  base::Status served = is_stock(record) ? api::handle_stock(request, services, sink)
                                         : api::handle(request, services, sink);
  name_key(record, services.key_id);
  note_usage(record, pool.usage());
  cost = cost_of(pool.usage());
  cost.asked = services.asked;
  return served;
}

// A client that has been refused is not waited for, nor one that still waits for `100 Continue`.
void leave_body(request_rec* request, const RequestBody& body, const base::Status& served) {
  if (!body.is_unread() || (served && !request->expecting_100)) return;
  request->connection->keepalive = AP_CONN_CLOSE;
  // Who sends too much in good faith gets the usual time to read the answer, others two seconds.
  if (served || served.error().code != base::Errc::kBodyTooLarge)
    apr_table_setn(request->connection->notes, "short-lingering-close", "1");
}

int handle(request_rec* request, ChildState& child, BrigadeSink& sink, RequestCost& cost) {
  allow_page(request, child);
  RequestBody body(request);
  const auto read = read_request(request, body);
  const base::Status served =
      read ? serve(*read, request, child, sink, cost) : base::Status(read.error());
  leave_body(request, body, served);
  const int result = served ? sink.finish() : answer_error(request, served.error(), sink);
  cost.received = body.received();
  cost.sent = sink.sent();
  return result;
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

void push_out(request_rec* request) {
  apr_bucket_alloc_t* allocator = request->connection->bucket_alloc;
  apr_bucket_brigade* brigade = apr_brigade_create(request->pool, allocator);
  APR_BRIGADE_INSERT_TAIL(brigade, apr_bucket_flush_create(allocator));
  ap_pass_brigade(request->connection->output_filters, brigade);
}

// The first request of a help desk in this child has its tables looked at. The client has its
// answer by then, so this can neither hold it up nor turn it into another one.
void report_tables_once(request_rec* request, ChildState& child) noexcept {
  if (child.has_served.exchange(true)) return;
  try {
    push_out(request);
    RequestLog log(request);
    DbdPool pool(pool_user_of(request, log), *config_of(request->server), *child.pool, child.clock);
    report_tables(request->server, pool);
  } catch (...) {
    ap_log_rerror(APLOG_MARK, APLOG_ERR, 0, request, OST_NUMBER(0017) "unexpected: no memory");
  }
}

}  // namespace

extern "C" int osticket_rest_handler(request_rec* request) noexcept {
  if (!request->handler || (std::strcmp(request->handler, kHandlerName) != 0 && !is_stock(request)))
    return DECLINED;
  ChildState* child = config_of(request->server)->child;
  if (!child) return HTTP_INTERNAL_SERVER_ERROR;
  const std::int64_t started = child->clock.monotonic_microseconds();
  RequestCost cost;
  const int result = handle_whatever_happens(request, *child, cost);
  cost.microseconds = child->clock.monotonic_microseconds() - started;
  const int status = ap_is_HTTP_ERROR(result) ? result : request->status;
  statistics_of(request).count_request(request->method, status, cost);
  if (result == OK && cost.statements > 0) report_tables_once(request, *child);
  return result;
}

void register_hooks(apr_pool_t*) {
  ap_hook_pre_config(osticket_rest_pre_config, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_post_config(osticket_rest_post_config, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_check_config(osticket_rest_check_config, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_child_init(osticket_rest_child_init, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_child_init(osticket_rest_start_mail, nullptr, nullptr, APR_HOOK_REALLY_LAST);
  ap_hook_pre_translate_name(osticket_rest_pre_translate, nullptr, nullptr, APR_HOOK_REALLY_FIRST);
  ap_hook_translate_name(osticket_rest_translate, nullptr, nullptr, APR_HOOK_REALLY_FIRST);
  ap_hook_map_to_storage(osticket_rest_map_to_storage, nullptr, nullptr, APR_HOOK_REALLY_FIRST);
  ap_hook_type_checker(osticket_rest_set_handler, nullptr, nullptr, APR_HOOK_REALLY_FIRST);
  ap_hook_handler(osticket_rest_handler, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_handler(osticket_rest_description_handler, nullptr, nullptr, APR_HOOK_MIDDLE);
  ap_hook_handler(osticket_rest_metrics, nullptr, nullptr, APR_HOOK_MIDDLE);
  APR_OPTIONAL_HOOK(ap, status_hook, osticket_rest_status, nullptr, nullptr, APR_HOOK_MIDDLE);
}

}  // namespace ost::httpd
