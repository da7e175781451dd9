// SPDX-License-Identifier: MIT
#include "db/tickets/outbox.hpp"

#include <charconv>
#include <utility>

#include "base/crypto.hpp"
#include "db/connection.hpp"
#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kExists{"outbox.exists",
                            "SELECT COUNT(*) FROM information_schema.tables"
                            " WHERE table_schema = DATABASE() AND table_name = '{rest_outbox}'",
                            0};

// Behind it comes one kInsertRow for each row.
constexpr const char* kInsertLabel = "outbox.insert";
constexpr const char* kInsertHead =
    "INSERT INTO {rest_outbox}"
    " (ticket_id, account_id, message_id, recipients, content, created, next_attempt) VALUES ";
constexpr const char* kInsertRow = "(%s, %s, %s, %s, %s, UTC_TIMESTAMP(), UTC_TIMESTAMP())";

constexpr Statement kVersion{"outbox.version", "SELECT VERSION()", 0};

// Without locks: a range that is locked would hold up those who add rows.
constexpr Statement kDue{"outbox.due",
                         "SELECT id FROM {rest_outbox}"
                         " WHERE state = 'queued' AND next_attempt <= UTC_TIMESTAMP()"
                         " ORDER BY next_attempt, id LIMIT %s",
                         1};

// In the order of the key, so that no more rows are locked than are taken.
constexpr Statement kLock{"outbox.lock",
                          "SELECT id FROM {rest_outbox}"
                          " WHERE id IN %s AND state = 'queued' AND next_attempt <= UTC_TIMESTAMP()"
                          " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED",
                          2};

constexpr Statement kClaim{
    "outbox.claim",
    "UPDATE {rest_outbox} SET claimed_by = %s, next_attempt = UTC_TIMESTAMP() + INTERVAL %s SECOND"
    " WHERE id IN %s AND state = 'queued' AND next_attempt <= UTC_TIMESTAMP()",
    3};

constexpr Statement kClaimed{
    "outbox.claimed",
    "SELECT id, account_id, attempts, TIMESTAMPDIFF(SECOND, '1970-01-01 00:00:00', created),"
    " message_id, recipients, content"
    " FROM {rest_outbox} WHERE id IN %s AND state = 'queued' AND claimed_by = %s ORDER BY id",
    2};

constexpr Statement kSent{
    "outbox.sent",
    "UPDATE {rest_outbox} SET state = 'sent', attempts = attempts + 1, claimed_by = '',"
    " next_attempt = UTC_TIMESTAMP(), last_error = '' WHERE id = %s AND claimed_by = %s",
    2};

constexpr Statement kRetry{
    "outbox.retry",
    "UPDATE {rest_outbox} SET attempts = attempts + 1, claimed_by = '', recipients = %s,"
    " next_attempt = UTC_TIMESTAMP() + INTERVAL %s SECOND, last_error = %s"
    " WHERE id = %s AND claimed_by = %s",
    5};

constexpr Statement kFailed{
    "outbox.failed",
    "UPDATE {rest_outbox} SET state = 'failed', attempts = attempts + 1, claimed_by = '',"
    " recipients = %s, next_attempt = UTC_TIMESTAMP(), last_error = %s"
    " WHERE id = %s AND claimed_by = %s",
    4};

constexpr Statement kRelease{
    "outbox.release",
    "UPDATE {rest_outbox} SET claimed_by = '', next_attempt = UTC_TIMESTAMP()"
    " WHERE id IN %s AND state = 'queued' AND claimed_by = %s",
    2};

constexpr Statement kOwners{"outbox.owners",
                            "SELECT DISTINCT claimed_by FROM {rest_outbox}"
                            " WHERE state = 'queued' AND next_attempt > UTC_TIMESTAMP()"
                            " AND claimed_by <> ''",
                            0};

constexpr Statement kReleaseOwner{
    "outbox.release_owner",
    "UPDATE {rest_outbox} SET claimed_by = '', next_attempt = UTC_TIMESTAMP()"
    " WHERE state = 'queued' AND next_attempt > UTC_TIMESTAMP() AND claimed_by = %s",
    1};

constexpr Statement kCounts{
    "outbox.counts",
    "SELECT state, COUNT(*),"
    " GREATEST(TIMESTAMPDIFF(SECOND, MIN(created), UTC_TIMESTAMP()), 0)"
    " FROM {rest_outbox} WHERE state IN ('queued', 'failed') GROUP BY state",
    0};

constexpr Statement kDeleteSent{
    "outbox.delete_sent",
    "DELETE FROM {rest_outbox}"
    " WHERE state = 'sent' AND next_attempt <= UTC_TIMESTAMP() - INTERVAL %s DAY"
    " LIMIT 500",
    1};

constexpr Statement kFileById{"outbox.file_by_id",
                              "SELECT id, bk, type, name FROM {file} WHERE id = %s", 1};
constexpr Statement kFileByKey{"outbox.file_by_key",
                               "SELECT id, bk, type, name FROM {file} WHERE `key` = %s LIMIT 1", 1};
// The driver ends a text at its first NUL, so bytes come as base64, without its line breaks.
constexpr Statement kChunks{"outbox.chunks",
                            "SELECT REPLACE(TO_BASE64(filedata), '\\n', '')"
                            " FROM {file_chunk} WHERE file_id = %s"
                            " ORDER BY chunk_id",
                            1};

// So many times the rows that are wanted are looked at, as others take some of them.
constexpr int kChoice = 16;

base::Status done(const base::Result<std::int64_t>& changed) {
  return changed ? base::Status() : base::Status(changed.error());
}

// The number at the start of the text, which goes on behind it.
int take_number(std::string_view& text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  if (!text.empty()) text.remove_prefix(1);
  return number;
}

ClaimWay claim_way_of(std::string_view version) {
  const bool is_mariadb = version.find("MariaDB") != std::string_view::npos;
  const int major = take_number(version);
  const int minor = take_number(version);
  const bool skips = is_mariadb ? std::pair(major, minor) >= std::pair(10, 6) : major >= 8;
  return skips ? ClaimWay::kSkipLocked : ClaimWay::kUpdate;
}

base::Result<std::vector<std::int64_t>> read_ids(Connection& connection, const Statement& statement,
                                                 const Values& values) {
  return select_all<std::int64_t>(connection, statement, values,
                                  [](const Row& row) { return row.number(0); });
}

base::Result<std::vector<OutboxRow>> read_claimed(Connection& connection,
                                                  const std::vector<std::int64_t>& ids,
                                                  const std::string& owner) {
  return select_all<OutboxRow>(connection, kClaimed, {ids, owner}, [](const Row& r) {
    return OutboxRow{r.number(0), r.number(1), static_cast<int>(r.number(2)),
                     r.number(3), r.string(4), r.string(5),
                     r.string(6)};
  });
}

base::Status claim(Connection& connection, const std::vector<std::int64_t>& ids,
                   const OutboxClaim& claim) {
  return done(connection.execute(kClaim, {claim.owner, claim.seconds, ids}));
}

// Those of the rows that nobody else is claiming at this moment.
base::Result<std::vector<std::int64_t>> claim_free(Connection& connection,
                                                   const std::vector<std::int64_t>& ids,
                                                   const OutboxClaim& asked) {
  Transaction transaction(connection);
  if (base::Status begun = transaction.begin(); !begun) return begun.error();
  const auto free = read_ids(connection, kLock, {ids, asked.most});
  if (!free || free->empty()) return free;
  if (base::Status claimed = claim(connection, *free, asked); !claimed) return claimed.error();
  if (base::Status committed = transaction.commit(); !committed) return committed.error();
  return free;
}

base::Result<MailFile> load_content(Connection& connection, base::Result<MailFile> file) {
  if (!file || !file->has_content) return file;
  const base::Status read = connection.select(kChunks, {file->id}, [&](const Row& row) {
    const auto bytes = base::base64_decode(row.text(0).value_or(""));
    if (!bytes) return base::Status(base::internal_error("a file's content is no base64"));
    file->content += *bytes;
    return base::Status();
  });
  if (!read) return read.error();
  return file;
}

MailFile file_of(const Row& row) {
  MailFile file;
  file.id = row.number(0);
  file.has_content = row.string(1) == "D";
  file.type = row.string(2);
  file.name = row.string(3);
  return file;
}

}  // namespace

base::Result<bool> has_outbox(Connection& connection) {
  return select_one<bool>(connection, kExists, {}, false,
                          [](const Row& row) { return row.flag(0); });
}

base::Status insert_outbox(Connection& connection, const std::vector<NewOutboxRow>& rows) {
  if (rows.empty()) return {};
  std::string text = kInsertHead;
  Values values;
  for (const NewOutboxRow& row : rows) {
    text.append(values.empty() ? "" : ", ").append(kInsertRow);
    values.insert(values.end(),
                  {row.ticket_id, row.account_id, row.message_id, row.recipients, row.content});
  }
  const Statement built{kInsertLabel, text.c_str(), static_cast<int>(values.size())};
  return done(connection.execute(built, values));
}

base::Result<ClaimWay> find_claim_way(Connection& connection) {
  return select_one<ClaimWay>(connection, kVersion, {}, ClaimWay::kUpdate,
                              [](const Row& row) { return claim_way_of(row.string(0)); });
}

base::Result<std::vector<OutboxRow>> claim_outbox(Connection& connection, ClaimWay way,
                                                  const OutboxClaim& asked) {
  const bool skips = way == ClaimWay::kSkipLocked;
  auto ids = read_ids(connection, kDue, {skips ? kChoice * asked.most : asked.most});
  if (!ids) return ids.error();
  if (ids->empty()) return std::vector<OutboxRow>();
  if (skips) {
    ids = claim_free(connection, *ids, asked);
    if (!ids) return ids.error();
    if (ids->empty()) return std::vector<OutboxRow>();
  } else if (base::Status claimed = claim(connection, *ids, asked); !claimed) {
    return claimed.error();
  }
  return read_claimed(connection, *ids, asked.owner);
}

base::Status mark_sent(Connection& connection, const ClaimedRow& row) {
  return done(connection.execute(kSent, {row.id, row.owner}));
}

base::Status mark_for_retry(Connection& connection, const ClaimedRow& row,
                            const FailedSending& failed) {
  return done(connection.execute(
      kRetry, {failed.recipients, failed.pause, failed.error, row.id, row.owner}));
}

base::Status mark_failed(Connection& connection, const ClaimedRow& row,
                         const FailedSending& failed) {
  return done(connection.execute(kFailed, {failed.recipients, failed.error, row.id, row.owner}));
}

base::Status release_outbox(Connection& connection, const std::vector<std::int64_t>& ids,
                            const std::string& owner) {
  if (ids.empty()) return {};
  return done(connection.execute(kRelease, {ids, owner}));
}

base::Result<std::vector<std::string>> claim_owners(Connection& connection) {
  return select_all<std::string>(connection, kOwners, [](const Row& row) { return row.string(0); });
}

base::Status release_owner(Connection& connection, const std::string& owner) {
  return done(connection.execute(kReleaseOwner, {owner}));
}

base::Result<OutboxCounts> count_outbox(Connection& connection) {
  OutboxCounts counts;
  const base::Status read = connection.select(kCounts, {}, [&](const Row& row) {
    const bool is_queued = row.string(0) == "queued";
    (is_queued ? counts.queued : counts.failed) = row.number(1);
    if (is_queued) counts.oldest = row.number(2);
    return base::Status();
  });
  if (!read) return read.error();
  return counts;
}

base::Result<std::int64_t> delete_sent(Connection& connection, int days) {
  return connection.execute(kDeleteSent, {days});
}

base::Result<MailFile> load_mail_file(Connection& connection, std::int64_t id) {
  return load_content(connection,
                      select_one<MailFile>(connection, kFileById, {id}, MailFile{}, file_of));
}

base::Result<MailFile> load_mail_file(Connection& connection, const std::string& key) {
  return load_content(connection,
                      select_one<MailFile>(connection, kFileByKey, {key}, MailFile{}, file_of));
}

}  // namespace ost::db
