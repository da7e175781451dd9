// SPDX-License-Identifier: MIT
#include "db/tickets/idempotency.hpp"

#include "db/connection.hpp"
#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kExists{
    "idempotency.exists",
    "SELECT COUNT(*) FROM information_schema.tables"
    " WHERE table_schema = DATABASE() AND table_name = '{rest_idempotency}'",
    0};

constexpr Statement kFind{"idempotency.find",
                          "SELECT request = %s, status, location, answer FROM {rest_idempotency}"
                          " WHERE api_key_id = %s AND name = %s AND expires > UTC_TIMESTAMP()",
                          3};

// A row of a transaction that still runs is not waited for: its client may ask again.
constexpr Statement kClaim{
    "idempotency.claim",
    "/*M!100303 SET STATEMENT innodb_lock_wait_timeout = 0 FOR */"
    " INSERT IGNORE INTO {rest_idempotency} (api_key_id, name, request, expires)"
    " VALUES (%s, %s, %s, UTC_TIMESTAMP() + INTERVAL %s SECOND)",
    4};

constexpr Statement kForget{"idempotency.forget",
                            "DELETE FROM {rest_idempotency}"
                            " WHERE api_key_id = %s AND name = %s AND expires <= UTC_TIMESTAMP()",
                            2};

constexpr Statement kKeep{"idempotency.keep",
                          "UPDATE {rest_idempotency} SET status = %s, location = %s, answer = %s"
                          " WHERE api_key_id = %s AND name = %s",
                          5};

// Found without a lock and deleted by the whole primary key, so that no gap between rows is locked,
// which would hold up those who add one.
constexpr Statement kOld{"idempotency.old",
                         "SELECT api_key_id, name FROM {rest_idempotency}"
                         " WHERE expires <= UTC_TIMESTAMP() ORDER BY expires LIMIT %s",
                         1};

std::string bytes_of(const Row& row, int column) {
  return std::string(row.bytes(column).value_or(""));
}

KeptAnswer kept_answer_of(const Row& row) {
  return {row.flag(0), static_cast<int>(row.number(1)), bytes_of(row, 2), bytes_of(row, 3)};
}

base::Result<bool> forget_if_old(Connection& connection, std::int64_t api_key_id,
                                 const std::string& name) {
  const auto deleted = connection.execute(kForget, {api_key_id, Bytes{name}});
  if (!deleted) return deleted.error();
  return *deleted > 0;
}

}  // namespace

base::Result<bool> has_idempotency(Connection& connection) {
  return select_one<bool>(connection, kExists, {}, false,
                          [](const Row& row) { return row.flag(0); });
}

base::Result<std::optional<KeptAnswer>> find_kept_answer(Connection& connection,
                                                         const NamedRequest& request) {
  return select_one<std::optional<KeptAnswer>>(
      connection, kFind,
      {Bytes{request.request_digest}, request.api_key_id, Bytes{request.name_digest}}, std::nullopt,
      [](const Row& row) { return std::optional<KeptAnswer>(kept_answer_of(row)); });
}

base::Result<Claim> claim_name(Connection& connection, const NamedRequest& request, int seconds) {
  for (bool is_first = true;; is_first = false) {
    const auto added = connection.execute(kClaim, {request.api_key_id, Bytes{request.name_digest},
                                                   Bytes{request.request_digest}, seconds});
    if (!added && added.error().code == base::Errc::kRetryTransaction) return Claim::kRunning;
    if (!added) return added.error();
    if (*added > 0) return Claim::kTaken;
    if (!is_first) return Claim::kAnswered;
    const auto forgotten = forget_if_old(connection, request.api_key_id, request.name_digest);
    if (!forgotten) return forgotten.error();
    if (!*forgotten) return Claim::kAnswered;
  }
}

base::Status keep_answer(Connection& connection, const NamedRequest& request,
                         const KeptAnswer& answer) {
  const auto kept =
      connection.execute(kKeep, {answer.status, Bytes{answer.location}, Bytes{answer.body},
                                 request.api_key_id, Bytes{request.name_digest}});
  return kept ? base::Status() : base::Status(kept.error());
}

base::Status forget_old_names(Connection& connection, int most) {
  using Name = std::pair<std::int64_t, std::string>;
  const auto old = select_all<Name>(connection, kOld, {most}, [](const Row& row) {
    return Name{row.number(0), bytes_of(row, 1)};
  });
  if (!old) return old.error();
  if (old->empty()) return {};
  Transaction transaction(connection);
  if (base::Status begun = transaction.begin(); !begun) return begun;
  for (const auto& [api_key_id, name] : *old)
    if (const auto done = forget_if_old(connection, api_key_id, name); !done) return done.error();
  return transaction.commit();
}

}  // namespace ost::db
