// SPDX-License-Identifier: MIT
// Mail on its way, in the module's own table {prefix}rest_outbox; docs/mail.md describes its rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// False where osticket-rest-setup has not made the table: nothing is mailed then.
base::Result<bool> has_outbox(Connection& connection);

struct NewOutboxRow {
  std::int64_t ticket_id = 0;
  std::int64_t account_id = 0;
  std::string message_id;
  std::string recipients;  ///< JSON, ASCII
  std::string content;     ///< JSON, ASCII
};
/// Adds messages that are due at once, in one statement; nothing for no rows.
base::Status insert_outbox(Connection& connection, const std::vector<NewOutboxRow>& rows);

struct OutboxRow {
  std::int64_t id = 0;
  std::int64_t account_id = 0;
  int attempts = 0;          ///< that have failed
  std::int64_t created = 0;  ///< UTC seconds
  std::string message_id;
  std::string recipients;
  std::string content;
};

/// How rows are claimed: MariaDB 10.6 and MySQL 8 pass over rows that another one is just claiming,
/// older servers wait for him.
enum class ClaimWay { kSkipLocked, kUpdate };
base::Result<ClaimWay> find_claim_way(Connection& connection);

struct OutboxClaim {
  std::string owner;
  int most = 1;
  int seconds = 0;  ///< after which somebody else may have the rows
};
/// Claims messages that are due, the oldest first. No two owners get one row at a time.
base::Result<std::vector<OutboxRow>> claim_outbox(Connection& connection, ClaimWay way,
                                                  const OutboxClaim& claim);

/// What a claim of `owner` has come to. A row whose claim has passed to another one stays his.
struct ClaimedRow {
  std::int64_t id;
  const std::string& owner;
};
struct FailedSending {
  std::string recipients;  ///< JSON: who has not got it
  std::string error;
  std::int64_t pause = 0;  ///< seconds before the next attempt
};
base::Status mark_sent(Connection& connection, const ClaimedRow& row);
base::Status mark_for_retry(Connection& connection, const ClaimedRow& row,
                            const FailedSending& failed);
base::Status mark_failed(Connection& connection, const ClaimedRow& row,
                         const FailedSending& failed);
/// Gives rows back as they were before they were claimed.
base::Status release_outbox(Connection& connection, const std::vector<std::int64_t>& ids,
                            const std::string& owner);

/// Who holds claims now, and the end of all claims of one who is gone.
base::Result<std::vector<std::string>> claim_owners(Connection& connection);
base::Status release_owner(Connection& connection, const std::string& owner);

struct OutboxCounts {
  std::int64_t queued = 0;
  std::int64_t failed = 0;
  std::int64_t oldest = 0;  ///< age of the oldest queued one, in seconds
};
base::Result<OutboxCounts> count_outbox(Connection& connection);

/// Deletes some of the messages sent so many days ago; how many.
base::Result<std::int64_t> delete_sent(Connection& connection, int days);

/// A file as it goes with a message.
struct MailFile {
  std::int64_t id = 0;  ///< 0: there is none
  std::string name;
  std::string type;
  bool has_content = false;  ///< false where a plug-in keeps the content outside the database
  std::string content;
};
base::Result<MailFile> load_mail_file(Connection& connection, std::int64_t id);
base::Result<MailFile> load_mail_file(Connection& connection, const std::string& key);

}  // namespace ost::db
