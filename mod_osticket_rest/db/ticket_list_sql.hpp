// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::ticket_list_sql {

constexpr Statement kOwner{"ticket_list.owner",
                           "SELECT user_id, address FROM {user_email} WHERE address = %s", 1};

// The tables of one page, in the order of the ids. Every join is by a key, so that the first rows
// are the page and nothing is sorted or written to a temporary table.
constexpr char kPageColumns[] =
    "SELECT t.ticket_id, t.number, t.status_id, t.dept_id, t.topic_id, t.created, t.updated,"
    " t.user_id, u.name, e.address, h.id";
constexpr char kPageTables[] = " FROM {ticket} t";
constexpr char kPageJoins[] =
    " LEFT JOIN {user} u ON u.id = t.user_id"
    " LEFT JOIN {user_email} e ON e.id = u.default_email_id"
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')";
constexpr char kJoinCdata[] = " LEFT JOIN {ticket__cdata} c ON c.ticket_id = t.ticket_id";
constexpr char kFrom[] = "t.ticket_id >= %s";
constexpr char kPageLimit[] = " ORDER BY t.ticket_id LIMIT %s";

// Where a page starts is found in an index alone; the wide rows are fetched for its tickets only.
constexpr char kStart[] = "SELECT t.ticket_id FROM {ticket} t";
constexpr char kStartLimit[] = " ORDER BY t.ticket_id LIMIT 1 OFFSET %s";

constexpr char kJoinSubject[] = " JOIN {ticket__cdata} s ON s.ticket_id = t.ticket_id";

constexpr char kCount[] = "SELECT COUNT(*) FROM {ticket} t";

constexpr Statement kAll[] = {kOwner};

}  // namespace ost::db::ticket_list_sql
