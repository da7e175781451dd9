// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::template_data_sql {

constexpr Statement kTicket{
    "template_data.ticket",
    "SELECT t.ticket_id, t.number, t.user_id, t.status_id, t.dept_id, t.sla_id, t.topic_id,"
    " t.staff_id, t.team_id, COALESCE(h.id, 0), t.ip_address, t.source, t.duedate, t.est_duedate,"
    " t.closed, t.lastupdate, t.created"
    " FROM {ticket} t"
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type = 'T'"
    " WHERE t.ticket_id = %s",
    1};

constexpr Statement kUser{
    "template_data.user",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1"
    " FROM {user} u"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE u.id = %s",
    1};

constexpr Statement kUserZone{"template_data.user_zone",
                              "SELECT timezone FROM {user_account} WHERE user_id = %s LIMIT 1", 1};

// osTicket gives them in the order of their names (Thread::getCollaborators).
constexpr Statement kCollaborators{
    "template_data.collaborators",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1"
    " FROM {thread_collaborator} c"
    " JOIN {user} u ON u.id = c.user_id"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE c.thread_id = %s AND c.flags & 1"
    " ORDER BY u.name, u.id",
    1};

// osTicket asks for no order; its join gives those with an account first.
constexpr Statement kMembers{
    "template_data.members",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1"
    " FROM {user} u"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " LEFT JOIN {user_account} a ON a.user_id = u.id"
    " WHERE u.org_id = %s"
    " ORDER BY a.id IS NULL, u.id",
    1};

constexpr Statement kEntry{
    "template_data.entry",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE id = %s",
    1};

constexpr Statement kEntries{
    "template_data.entries",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE thread_id = %s AND type IN ('M', 'R') ORDER BY id",
    1};

// Flag 1: the message that opened the ticket (ThreadEntry::FLAG_ORIGINAL_MESSAGE).
constexpr Statement kOriginal{
    "template_data.original",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE thread_id = %s AND type = 'M' AND flags & 1 ORDER BY id LIMIT 1",
    1};

constexpr Statement kLastMessage{
    "template_data.last_message",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE thread_id = %s AND type = 'M' ORDER BY id DESC LIMIT 1",
    1};

constexpr Statement kEntryFiles{
    "template_data.entry_files",
    "SELECT a.file_id, COALESCE(NULLIF(a.name, ''), f.name) FROM {attachment} a"
    " JOIN {file} f ON f.id = a.file_id"
    " WHERE a.type = 'H' AND a.object_id = %s AND a.inline = 0 ORDER BY a.id",
    1};

// The form of the company belongs to no object.
constexpr Statement kCompany{"template_data.company",
                             "SELECT v.entry_id, v.field_id, v.value, v.value_id"
                             " FROM {form_entry} e JOIN {form_entry_values} v ON v.entry_id = e.id"
                             " WHERE e.object_type = 'C'"
                             " ORDER BY e.id",
                             0};

constexpr Statement kAll[] = {kTicket,  kUser,     kUserZone,    kCollaborators, kMembers, kEntry,
                              kEntries, kOriginal, kLastMessage, kEntryFiles,    kCompany};

}  // namespace ost::db::template_data_sql
