// SPDX-License-Identifier: MIT
#include "httpd/hooks.hpp"

#include <apr_optional.h>

// Needs httpd.h before it.
#include <mod_watchdog.h>

#include <exception>
#include <mutex>
#include <new>

#include "httpd/config.hpp"
#include "httpd/log.hpp"
#include "httpd/mail_worker.hpp"

namespace ost::httpd {
namespace {

constexpr char kName[] = "_osticket_rest_mail_";

/// What the task's thread and the rest of its process share. It outlives both, as mod_watchdog's
/// thread may still run while the child's pool is destroyed.
struct MailTask {
  std::mutex mutex;               ///< held during a step
  std::atomic<bool> stop{false};  ///< ends all waiting
  MailWorker* worker = nullptr;
};

struct WatchdogFunctions {
  APR_OPTIONAL_FN_TYPE(ap_watchdog_get_instance) * find;
  APR_OPTIONAL_FN_TYPE(ap_watchdog_register_callback) * add;
};

WatchdogFunctions find_watchdog() {
  return {APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_get_instance),
          APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_register_callback)};
}

extern "C" apr_status_t osticket_rest_mail_step(int state, void* data, apr_pool_t* pool) noexcept {
  auto& task = *static_cast<MailTask*>(data);
  if (state == AP_WATCHDOG_STATE_STOPPING) task.stop = true;
  if (state != AP_WATCHDOG_STATE_RUNNING || task.stop) return APR_SUCCESS;
  try {
    const std::lock_guard<std::mutex> guard(task.mutex);
    if (task.worker) task.worker->step(pool);
  } catch (const std::exception& e) {
    ap_log_error(APLOG_MARK, APLOG_ERR, 0, nullptr, OST_NUMBER(0019) "mail: unexpected: %s",
                 e.what());
  } catch (...) {
    ap_log_error(APLOG_MARK, APLOG_ERR, 0, nullptr, OST_NUMBER(0020) "mail: unexpected");
  }
  return APR_SUCCESS;
}

// Before anything that the worker uses goes away: ends all waiting, then waits for the step.
extern "C" apr_status_t osticket_rest_end_mail(void* data) noexcept {
  auto& task = *static_cast<MailTask*>(data);
  task.stop = true;
  const std::lock_guard<std::mutex> guard(task.mutex);
  delete task.worker;
  task.worker = nullptr;
  return APR_SUCCESS;
}

// Why nothing is mailed, or nullptr.
const char* reason_against(const ServerConfig& config, bool has_watchdog) {
  if (mail_way_of(config).kind == MailWay::Kind::kOff) return "OsTicketMail is off";
  if (!config.secret_salt)
    return "OsTicketSecretFile does not name the file with osTicket's secret, which "
           "osticket-rest-setup writes";
  return has_watchdog ? nullptr : "mod_watchdog is not loaded";
}

bool decide_for_each(server_rec* main_server, bool has_watchdog) {
  bool is_any_on = false;
  for (server_rec* server = main_server; server; server = server->next) {
    ServerConfig& config = *config_of(server);
    config.has_mail = !reason_against(config, has_watchdog);
  }
  for (const HostSlot* host = config_of(main_server)->host_slots; host->server; ++host) {
    const ServerConfig& config = *config_of(host->server);
    is_any_on = is_any_on || config.has_mail;
    if (!config.has_mail)
      ap_log_error(APLOG_MARK, APLOG_NOTICE, 0, host->server,
                   OST_NUMBER(0013) "mod_osticket_rest: nothing is mailed: %s",
                   reason_against(config, has_watchdog));
  }
  return is_any_on;
}

}  // namespace

void prepare_mail(apr_pool_t* pconf, server_rec* main_server) {
  const WatchdogFunctions watchdog = find_watchdog();
  ap_watchdog_t* instance = nullptr;
  const bool has_watchdog =
      watchdog.find && watchdog.add && watchdog.find(&instance, kName, 0, 1, pconf) == APR_SUCCESS;
  if (!decide_for_each(main_server, has_watchdog) || !has_watchdog) return;
  auto* task = new (apr_palloc(pconf, sizeof(MailTask))) MailTask();
  config_of(main_server)->mail_task = task;
  watchdog.add(instance, AP_WD_TM_SLICE, task, osticket_rest_mail_step);
}

}  // namespace ost::httpd

void osticket_rest_start_mail(apr_pool_t* pchild, server_rec* main_server) noexcept {
  using namespace ost::httpd;
  auto* task = static_cast<MailTask*>(config_of(main_server)->mail_task);
  if (!task) return;
  try {
    const std::lock_guard<std::mutex> guard(task->mutex);
    task->worker = new MailWorker(main_server, task->stop);
    apr_pool_pre_cleanup_register(pchild, task, osticket_rest_end_mail);
  } catch (...) {
    ap_log_error(APLOG_MARK, APLOG_ERR, 0, main_server,
                 OST_NUMBER(0021) "mod_osticket_rest: mail cannot be sent by this process");
  }
}
