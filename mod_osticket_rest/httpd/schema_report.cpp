// SPDX-License-Identifier: MIT
#include "httpd/schema_report.hpp"

#include <apr_dbd.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "api/caches.hpp"
#include "base/system.hpp"
#include "db/dbd/dbd_connection.hpp"
#include "db/desk/schema.hpp"
#include "db/session.hpp"
#include "db/tickets/idempotency.hpp"
#include "httpd/config.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr std::int64_t kLongest = 5000000;  // microseconds
// Ends what the asking process writes, so that an early end is told from an empty signature.
constexpr char kWhole = '\n';

struct HelpDeskAddress {
  const char* driver;
  const char* parameters;
  const ServerConfig* config;
};

std::optional<std::string> ask(const HelpDeskAddress& desk, apr_pool_t* pool) {
  const apr_dbd_driver_t* driver = nullptr;
  apr_dbd_t* handle = nullptr;
  if (apr_dbd_init(pool) != APR_SUCCESS ||
      apr_dbd_get_driver(pool, desk.driver, &driver) != APR_SUCCESS ||
      apr_dbd_open(driver, pool, desk.parameters, &handle) != APR_SUCCESS)
    return std::nullopt;
  const base::SystemClock clock;
  db::Usage usage;
  db::CallDeadlines deadlines(clock);
  db::DbdConnection connection({driver, handle, db::TimedCall::kNoSocket},
                               {deadlines, std::chrono::seconds(desk.config->query_seconds)}, pool,
                               desk.config->table_prefix, clock, usage);
  if (!db::prepare_session(connection, desk.config->query_seconds)) return std::nullopt;
  const auto signature = db::load_schema_signature(connection);
  if (!signature) return std::nullopt;
  return *signature;
}

// The life of the asking process. It ends without the parent's exit handlers and destructors.
[[noreturn]] void ask_and_exit(const HelpDeskAddress& desk, apr_pool_t* pool, int out) {
  try {
    if (const auto signature = ask(desk, pool)) {
      const std::string line = *signature + kWhole;
      if (write(out, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(1);
    }
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

// What arrives within the time; empty when it is not a whole line.
std::optional<std::string> read_line(int in) {
  const base::SystemClock clock;
  const std::int64_t deadline = clock.monotonic_microseconds() + kLongest;
  std::string line;
  char byte = 0;
  for (;;) {
    pollfd waiting{in, POLLIN, 0};
    const std::int64_t left = (deadline - clock.monotonic_microseconds()) / 1000;
    if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    if (read(in, &byte, 1) != 1) return std::nullopt;
    if (byte == kWhole) return line;
    line.push_back(byte);
  }
}

// A process of its own asks: a driver has no bound on how long it waits for a frozen server, and
// no connection may be open when httpd makes its children.
std::optional<std::string> signature_of(const HelpDeskAddress& desk, apr_pool_t* pool) {
  int ends[2];
  if (pipe(ends) != 0) return std::nullopt;
  const pid_t asking = fork();
  if (asking == 0) {
    close(ends[0]);
    ask_and_exit(desk, pool, ends[1]);
  }
  close(ends[1]);
  std::optional<std::string> signature;
  if (asking > 0) {
    signature = read_line(ends[0]);
    kill(asking, SIGKILL);
    waitpid(asking, nullptr, 0);
  }
  close(ends[0]);
  return signature;
}

std::optional<HelpDeskAddress> address_of(const server_rec* server) {
  const ServerConfig* config = config_of(server);
  if (!config->dbd.driver || !config->dbd.parameters) return std::nullopt;
  return HelpDeskAddress{config->dbd.driver, config->dbd.parameters, config};
}

void report_unknown(server_rec* server, const std::string& signature) {
  if (!db::version_of(signature).empty()) return;
  const bool refused =
      settings_of(*config_of(server)).unknown_schema == api::UnknownSchema::kRefuse;
  ap_log_error(APLOG_MARK, refused ? APLOG_ERR : APLOG_WARNING, 0, server,
               OST_NUMBER(0004) "mod_osticket_rest: %s%s",
               refused ? "requests are answered with 503: " : "",
               api::unknown_schema_sentence(signature).c_str());
}

}  // namespace

void report_unknown_schemas(apr_pool_t* pool, server_rec* main_server) {
  std::set<std::pair<std::string, std::string>> asked;
  for (server_rec* server = main_server; server; server = server->next) {
    const auto desk = address_of(server);
    if (!desk || !asked.emplace(desk->parameters, desk->config->table_prefix).second) continue;
    const auto signature = signature_of(*desk, pool);
    if (signature) report_unknown(server, *signature);
  }
}

namespace {

constexpr char kNoIdempotency[] =
    "a POST with an Idempotency-Key is answered with 501: the database has no table for it; "
    "osticket-rest-setup --create-tables makes it";

void warn(const server_rec* server, const std::string& sentence) {
  ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server, OST_NUMBER(0007) "mod_osticket_rest: %s",
               sentence.c_str());
}

std::string sentence_on(const std::vector<std::string>& tables) {
  std::string sentence =
      "these tables cannot roll back, so a change that fails half way stays half done; convert "
      "them to InnoDB: ";
  const char* separator = "";
  for (const std::string& table : tables) {
    sentence += separator + table;
    separator = ", ";
  }
  return sentence;
}

}  // namespace

void report_tables(const server_rec* server, db::Pool& pool) {
  auto lease = pool.lease();
  if (!lease) return;
  db::Connection& connection = (*lease)->connection();
  const auto signature = db::load_schema_signature(connection);
  if (signature && db::version_of(*signature).empty())
    warn(server, api::unknown_schema_sentence(*signature));
  const auto tables = db::load_tables_without_rollback(connection);
  if (tables && !tables->empty()) warn(server, sentence_on(*tables));
  const auto has_idempotency = db::has_idempotency(connection);
  if (has_idempotency && !*has_idempotency) warn(server, kNoIdempotency);
}

}  // namespace ost::httpd
