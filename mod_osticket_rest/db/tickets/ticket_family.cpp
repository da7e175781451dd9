// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_family.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

// Along the primary key: a small table that is scanned instead would be locked as a whole.
constexpr Statement kLock{"ticket_family.lock",
                          "SELECT ticket_id, ticket_pid, flags FROM {ticket} FORCE INDEX (PRIMARY)"
                          " WHERE ticket_id IN %s ORDER BY ticket_id FOR UPDATE",
                          1};

constexpr Statement kLockChildren{"ticket_family.lock_children",
                                  "SELECT ticket_id, ticket_pid, flags FROM {ticket}"
                                  " WHERE ticket_pid IN %s ORDER BY ticket_id FOR UPDATE",
                                  1};

// 0x4: ThreadEntry::FLAG_HIDDEN; 0x400: FLAG_CHILD.
constexpr Statement kUnmarked{"ticket_family.unmarked",
                              "SELECT e.id FROM {thread_entry} e"
                              " LEFT JOIN {thread_entry_merge} m ON m.thread_entry_id = e.id"
                              " WHERE e.thread_id = %s AND e.flags & 0x4 = 0 AND m.id IS NULL"
                              " ORDER BY e.id",
                              1};

// Not INSERT .. SELECT, which locks the whole table's next number until it ends and fails where
// that makes a deadlock (1467).
constexpr RowsStatement kOrigins{
    "ticket_family.origins", "INSERT INTO {thread_entry_merge} (thread_entry_id, data) VALUES ", 2};

constexpr Statement kMove{"ticket_family.move",
                          "UPDATE {thread_entry} SET thread_id = %s, flags = flags | 0x400"
                          " WHERE thread_id = %s AND flags & 0x4 = 0",
                          2};

constexpr Statement kMark{"ticket_family.mark",
                          "UPDATE {thread} SET object_type = 'C', extra = %s WHERE id = %s", 2};

constexpr Statement kLeft{"ticket_family.left",
                          "SELECT id, extra FROM {thread} WHERE object_type = 'C' AND extra LIKE %s"
                          " ORDER BY id LIMIT 1",
                          1};

constexpr Statement kMoveLeft{"ticket_family.move_left",
                              "UPDATE {thread_entry} SET thread_id = %s, flags = flags | 0x400"
                              " WHERE thread_id = %s",
                              2};

constexpr Statement kTasks{"ticket_family.tasks",
                           "UPDATE {task} SET object_id = %s WHERE object_id = %s AND object_type ="
                           " 'T'",
                           2};

base::Result<std::vector<RelationRow>> relations(Connection& connection, const Statement& statement,
                                                 const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return std::vector<RelationRow>();
  return select_all<RelationRow>(connection, statement, {ids}, [](const Row& r) {
    return RelationRow{r.number(0), r.number(1), r.number(2)};
  });
}

base::Status run(Connection& connection, const Statement& statement, const Values& values) {
  const auto done = connection.execute(statement, values);
  return done ? base::Status() : base::Status(done.error());
}

}  // namespace

base::Result<std::vector<RelationRow>> lock_tickets(Connection& connection,
                                                    const std::vector<std::int64_t>& ids) {
  return relations(connection, kLock, ids);
}

base::Result<std::vector<RelationRow>> lock_children(Connection& connection,
                                                     const std::vector<std::int64_t>& ids) {
  return relations(connection, kLockChildren, ids);
}

base::Status move_entries(Connection& connection, std::int64_t from_thread,
                          std::int64_t to_thread) {
  const std::string origin = "{\"thread\":" + std::to_string(from_thread) + "}";
  const auto rows = select_all<Values>(connection, kUnmarked, {from_thread}, [&](const Row& r) {
    return Values{r.number(0), origin};
  });
  if (!rows) return rows.error();
  base::Status noted = insert_rows(connection, kOrigins, *rows);
  return noted ? run(connection, kMove, {to_thread, from_thread}) : noted;
}

base::Status mark_thread_merged(Connection& connection, std::int64_t thread_id,
                                const std::string& extra) {
  return run(connection, kMark, {extra, thread_id});
}

base::Result<LeftThreadRow> find_left_thread(Connection& connection, std::int64_t ticket_id) {
  const std::string named = "%\"ticket_id\":" + std::to_string(ticket_id) + ",%";
  return select_one<LeftThreadRow>(connection, kLeft, {named}, LeftThreadRow(), [](const Row& r) {
    return LeftThreadRow{r.number(0), r.string(1)};
  });
}

base::Status move_left_entries(Connection& connection, std::int64_t from_thread,
                               std::int64_t to_thread) {
  return run(connection, kMoveLeft, {to_thread, from_thread});
}

base::Status move_tasks(Connection& connection, std::int64_t from_ticket, std::int64_t to_ticket) {
  return run(connection, kTasks, {to_ticket, from_ticket});
}

}  // namespace ost::db
