// SPDX-License-Identifier: MIT
#pragma once

#include "db/insert.hpp"

namespace ost::db::new_ticket_sql {

constexpr Statement kTicket{
    "new_ticket.ticket",
    "INSERT INTO {ticket} (number, user_id, status_id, dept_id, sla_id, topic_id, staff_id, "
    "team_id,"
    " ip_address, source, isanswered, est_duedate, closed, lastupdate, created, updated)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, %s, %s, %s, %s, %s)",
    15};

constexpr Statement kThread{
    "new_ticket.thread",
    "INSERT INTO {thread} (object_id, object_type, lastmessage, lastresponse, created)"
    " VALUES (%s, 'T', %s, %s, %s)",
    4};

constexpr Statement kEntry{
    "new_ticket.entry",
    "INSERT INTO {thread_entry} (pid, thread_id, staff_id, user_id, type, flags, poster, source,"
    " title, body, format, ip_address, recipients, created)"
    " VALUES (%s, %s, 0, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
    13};

constexpr RowsStatement kCollaborators{
    "new_ticket.collaborators",
    "INSERT INTO {thread_collaborator} (flags, thread_id, user_id, role, created, updated) VALUES ",
    6};

constexpr Statement kCollaboratorIds{
    "new_ticket.collaborator_ids",
    "SELECT c.id, c.user_id FROM {thread_collaborator} c LEFT JOIN {user} u ON u.id = c.user_id"
    " WHERE c.thread_id = %s ORDER BY u.name",
    1};

constexpr RowsStatement kSearch{
    "new_ticket.search", "REPLACE INTO {_search} (object_type, object_id, title, content) VALUES ",
    4};

constexpr Statement kAll[] = {kTicket, kThread, kEntry, kCollaboratorIds};

}  // namespace ost::db::new_ticket_sql
