// SPDX-License-Identifier: MIT
#include "httpd/table_report.hpp"

#include <string>

#include "api/schema_check.hpp"
#include "db/desk/schema.hpp"
#include "db/tickets/idempotency.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
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
