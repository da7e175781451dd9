// SPDX-License-Identifier: MIT
#include "db/outbox.hpp"

#include <charconv>
#include <utility>

#include "base/crypto.hpp"
#include "db/outbox_sql.hpp"
#include "db/select_all.hpp"
#include "db/transaction.hpp"

namespace ost::db {
namespace {

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
  return select_all<OutboxRow>(connection, outbox_sql::kClaimed, {ids, owner}, [](const Row& r) {
    return OutboxRow{r.number(0), r.number(1), static_cast<int>(r.number(2)),
                     r.number(3), r.string(4), r.string(5),
                     r.string(6)};
  });
}

base::Status claim(Connection& connection, const std::vector<std::int64_t>& ids,
                   const OutboxClaim& claim) {
  return done(connection.execute(outbox_sql::kClaim, {claim.owner, claim.seconds, ids}));
}

// Those of the rows that nobody else is claiming at this moment.
base::Result<std::vector<std::int64_t>> claim_free(Connection& connection,
                                                   const std::vector<std::int64_t>& ids,
                                                   const OutboxClaim& asked) {
  Transaction transaction(connection);
  if (base::Status begun = transaction.begin(); !begun) return begun.error();
  const auto free = read_ids(connection, outbox_sql::kLock, {ids, asked.most});
  if (!free || free->empty()) return free;
  if (base::Status claimed = claim(connection, *free, asked); !claimed) return claimed.error();
  if (base::Status committed = transaction.commit(); !committed) return committed.error();
  return free;
}

base::Result<MailFile> load_content(Connection& connection, base::Result<MailFile> file) {
  if (!file || !file->has_content) return file;
  const base::Status read = connection.select(outbox_sql::kChunks, {file->id}, [&](const Row& row) {
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
  return select_one<bool>(connection, outbox_sql::kExists, {}, false,
                          [](const Row& row) { return row.flag(0); });
}

base::Status insert_outbox(Connection& connection, const std::vector<NewOutboxRow>& rows) {
  if (rows.empty()) return {};
  std::string text = outbox_sql::kInsertHead;
  Values values;
  for (const NewOutboxRow& row : rows) {
    text.append(values.empty() ? "" : ", ").append(outbox_sql::kInsertRow);
    values.insert(values.end(),
                  {row.ticket_id, row.account_id, row.message_id, row.recipients, row.content});
  }
  const Statement built{outbox_sql::kInsertLabel, text.c_str(), static_cast<int>(values.size())};
  return done(connection.execute(built, values));
}

base::Result<ClaimWay> find_claim_way(Connection& connection) {
  return select_one<ClaimWay>(connection, outbox_sql::kVersion, {}, ClaimWay::kUpdate,
                              [](const Row& row) { return claim_way_of(row.string(0)); });
}

base::Result<std::vector<OutboxRow>> claim_outbox(Connection& connection, ClaimWay way,
                                                  const OutboxClaim& asked) {
  const bool skips = way == ClaimWay::kSkipLocked;
  auto ids = read_ids(connection, outbox_sql::kDue, {skips ? kChoice * asked.most : asked.most});
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
  return done(connection.execute(outbox_sql::kSent, {row.id, row.owner}));
}

base::Status mark_for_retry(Connection& connection, const ClaimedRow& row,
                            const FailedSending& failed) {
  return done(connection.execute(
      outbox_sql::kRetry, {failed.recipients, failed.pause, failed.error, row.id, row.owner}));
}

base::Status mark_failed(Connection& connection, const ClaimedRow& row,
                         const FailedSending& failed) {
  return done(connection.execute(outbox_sql::kFailed,
                                 {failed.recipients, failed.error, row.id, row.owner}));
}

base::Status release_outbox(Connection& connection, const std::vector<std::int64_t>& ids,
                            const std::string& owner) {
  if (ids.empty()) return {};
  return done(connection.execute(outbox_sql::kRelease, {ids, owner}));
}

base::Result<std::vector<std::string>> claim_owners(Connection& connection) {
  return select_all<std::string>(connection, outbox_sql::kOwners,
                                 [](const Row& row) { return row.string(0); });
}

base::Status release_owner(Connection& connection, const std::string& owner) {
  return done(connection.execute(outbox_sql::kReleaseOwner, {owner}));
}

base::Result<OutboxCounts> count_outbox(Connection& connection) {
  OutboxCounts counts;
  const base::Status read = connection.select(outbox_sql::kCounts, {}, [&](const Row& row) {
    const bool is_queued = row.string(0) == "queued";
    (is_queued ? counts.queued : counts.failed) = row.number(1);
    if (is_queued) counts.oldest = row.number(2);
    return base::Status();
  });
  if (!read) return read.error();
  return counts;
}

base::Result<std::int64_t> delete_sent(Connection& connection, int days) {
  return connection.execute(outbox_sql::kDeleteSent, {days});
}

base::Result<MailFile> load_mail_file(Connection& connection, std::int64_t id) {
  return load_content(connection, select_one<MailFile>(connection, outbox_sql::kFileById, {id},
                                                       MailFile{}, file_of));
}

base::Result<MailFile> load_mail_file(Connection& connection, const std::string& key) {
  return load_content(connection, select_one<MailFile>(connection, outbox_sql::kFileByKey, {key},
                                                       MailFile{}, file_of));
}

}  // namespace ost::db
