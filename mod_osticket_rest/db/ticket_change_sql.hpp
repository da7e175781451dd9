// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::ticket_change_sql {

constexpr Statement kLock{
    "ticket_change.lock",
    "SELECT ticket_id, ticket_pid, number, status_id, dept_id, sla_id, topic_id, staff_id, team_id,"
    " flags, isoverdue, isanswered, duedate, est_duedate, reopened, closed, lastupdate, created"
    " FROM {ticket} WHERE ticket_id = %s FOR UPDATE",
    1};

constexpr Statement kThread{"ticket_change.thread",
                            "SELECT id FROM {thread} WHERE object_id = %s AND object_type IN ('T', "
                            "'C') ORDER BY id LIMIT 1",
                            1};

constexpr Statement kUpdate{
    "ticket_change.update",
    "UPDATE {ticket} SET status_id = %s, topic_id = %s, staff_id = %s, isoverdue = %s,"
    " isanswered = %s, duedate = %s, est_duedate = %s, reopened = %s, closed = %s, lastupdate = %s,"
    " updated = %s WHERE ticket_id = %s",
    12};

constexpr Statement kOpenTasks{
    "ticket_change.open_tasks",
    "SELECT COUNT(*) FROM {task} WHERE object_type = 'T' AND object_id = %s AND flags & 1", 1};

constexpr Statement kMissing{"ticket_change.missing",
                             "SELECT COUNT(*) FROM {form_entry} e"
                             " JOIN {form_entry_values} v ON v.entry_id = e.id AND v.value IS NULL"
                             " JOIN {form_field} f ON f.id = v.field_id AND f.flags & 4"
                             " WHERE e.object_type = 'T' AND e.object_id = %s AND f.id NOT IN %s",
                             2};

// The second answer, as osTicket's statement has no order of its own.
constexpr Statement kLastRespondent{
    "ticket_change.last_respondent",
    "SELECT staff_id FROM {thread_entry} WHERE thread_id = %s AND type = 'R' AND staff_id > 0"
    " ORDER BY id LIMIT 1 OFFSET 1",
    1};

constexpr Statement kRefer{
    "ticket_change.refer",
    "INSERT IGNORE INTO {thread_referral} (thread_id, object_id, object_type, created)"
    " VALUES (%s, %s, 'S', %s)",
    3};

constexpr Statement kDeleteDraftAttachments{
    "ticket_change.delete_draft_attachments",
    "DELETE a FROM {attachment} a JOIN {draft} d ON d.id = a.object_id AND a.type = 'D'"
    " WHERE d.namespace LIKE %s",
    1};

constexpr Statement kDeleteDrafts{"ticket_change.delete_drafts",
                                  "DELETE FROM {draft} WHERE namespace LIKE %s", 1};

constexpr Statement kAll[] = {kLock,        kThread,         kUpdate, kOpenTasks,
                              kMissing,     kLastRespondent, kRefer,  kDeleteDraftAttachments,
                              kDeleteDrafts};

}  // namespace ost::db::ticket_change_sql
