// SPDX-License-Identifier: MIT
#pragma once

#include "db/insert.hpp"

namespace ost::db::events_sql {

constexpr RowsStatement kInsert{
    "events.insert",
    "INSERT INTO {thread_event} (thread_id, thread_type, event_id, staff_id, team_id, dept_id,"
    " topic_id, data, username, uid, uid_type, annulled, timestamp) VALUES ",
    13};

constexpr Statement kAnnul{
    "events.annul", "UPDATE {thread_event} SET annulled = 1 WHERE thread_id = %s AND event_id = %s",
    2};

constexpr Statement kAll[] = {kAnnul};

}  // namespace ost::db::events_sql
