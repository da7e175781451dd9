// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::users_sql {

// The address column folds letter case, as osTicket's own lookup does, and accents with it.
constexpr Statement kByAddress{
    "users.by_address",
    "SELECT e.id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, e.address),"
    " EXISTS(SELECT 1 FROM {form_entry} f WHERE f.object_type = 'U' AND f.object_id = u.id),"
    " e.address"
    " FROM {user_email} e"
    " LEFT JOIN {user} u ON u.id = e.user_id"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE e.address = %s",
    1};

constexpr Statement kMembers{
    "users.members",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1, ''"
    " FROM {user} u"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE u.org_id = %s"
    " ORDER BY u.id",
    1};

constexpr Statement kInsertAddress{
    "users.insert_address", "INSERT INTO {user_email} (user_id, flags, address) VALUES (0, 0, %s)",
    1};

constexpr Statement kInsert{
    "users.insert",
    "INSERT INTO {user} (org_id, default_email_id, status, name, created, updated)"
    " VALUES (%s, %s, 0, %s, %s, %s)",
    5};

constexpr Statement kOwnAddress{"users.own_address",
                                "UPDATE {user_email} SET user_id = %s WHERE id = %s", 2};

constexpr Statement kOpenTickets{
    "users.open_tickets",
    "SELECT COUNT(*) FROM {ticket} t"
    " JOIN {ticket_status} s ON s.id = t.status_id AND s.state = 'open'"
    " WHERE t.user_id = %s",
    1};

constexpr Statement kOpenTicketsAsCollaborator{
    "users.open_tickets_as_collaborator",
    "SELECT COUNT(*) FROM {thread_collaborator} c"
    " JOIN {thread} h ON h.id = c.thread_id AND h.object_type = 'T'"
    " JOIN {ticket} t ON t.ticket_id = h.object_id AND t.user_id <> c.user_id"
    " JOIN {ticket_status} s ON s.id = t.status_id AND s.state = 'open'"
    " WHERE c.user_id = %s",
    1};

constexpr Statement kAll[] = {kByAddress,
                              kMembers,
                              kInsertAddress,
                              kInsert,
                              kOwnAddress,
                              kOpenTickets,
                              kOpenTicketsAsCollaborator};

}  // namespace ost::db::users_sql
