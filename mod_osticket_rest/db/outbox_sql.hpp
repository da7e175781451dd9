// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::outbox_sql {

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

constexpr Statement kAll[] = {kExists, kVersion,    kDue,      kLock,      kClaim,  kClaimed,
                              kSent,   kRetry,      kFailed,   kRelease,   kOwners, kReleaseOwner,
                              kCounts, kDeleteSent, kFileById, kFileByKey, kChunks};

}  // namespace ost::db::outbox_sql
