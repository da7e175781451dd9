// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::thread_list_sql {

// Without the names of users: nearly all of them are known from the page of tickets, and two joins
// would cost a third of this statement.
constexpr char kColumns[] =
    "SELECT e.thread_id, e.id, e.type, e.created, e.body, e.format, e.staff_id, e.user_id"
    " FROM {thread_entry} e";

constexpr char kInThreads[] = "e.thread_id IN %s";
constexpr char kGoingOn[] = "(e.thread_id = %s AND e.id > %s OR e.thread_id IN %s)";
constexpr char kNotHidden[] = "e.flags & 4 = 0";  // ThreadEntry::FLAG_HIDDEN
constexpr char kNoNote[] = "e.type <> 'N'";

constexpr Statement kThere{"thread_list.there", "SELECT id FROM {thread} WHERE id IN %s", 1};

// The index of thread ids gives this order without sorting.
constexpr char kInOrder[] = " ORDER BY e.thread_id, e.id LIMIT %s";
// Threads whose ids do not ascend with their tickets'.
constexpr char kAsListed[] = " ORDER BY FIND_IN_SET(e.thread_id, %s), e.id LIMIT %s";

}  // namespace ost::db::thread_list_sql
