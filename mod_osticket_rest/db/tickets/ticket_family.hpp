// SPDX-License-Identifier: MIT
// Tickets that are merged into others or linked with them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// How a ticket stands to others.
struct RelationRow {
  std::int64_t id = 0;
  std::int64_t parent_id = 0;  ///< what it was merged into or linked with; 0: nothing
  std::int64_t flags = 0;
};

/// Keeps others from changing the tickets until the transaction ends, taking the locks in the order
/// of the ids; those that are not there are left out. Begins no snapshot: what the transaction
/// reads afterwards is as whoever had the locks before left it.
base::Result<std::vector<RelationRow>> lock_tickets(Connection& connection,
                                                    const std::vector<std::int64_t>& ids);

/// The same for the tickets that were merged into these or linked with them.
base::Result<std::vector<RelationRow>> lock_children(Connection& connection,
                                                     const std::vector<std::int64_t>& ids);

/// Moves the entries of a thread that osTicket shows to another thread, and keeps from which thread
/// each came at first (ThreadEntry::setExtra).
base::Status move_entries(Connection& connection, std::int64_t from_thread, std::int64_t to_thread);

/// Makes a thread that of a merged ticket; `extra` is JSON (Thread::setExtra).
base::Status mark_thread_merged(Connection& connection, std::int64_t thread_id,
                                const std::string& extra);

/// The thread that a deleted ticket has left with the one it was merged into.
struct LeftThreadRow {
  std::int64_t id = 0;  ///< 0: there is none
  std::string extra{};  ///< JSON that names ticket and number
};
base::Result<LeftThreadRow> find_left_thread(Connection& connection, std::int64_t ticket_id);

/// Moves whatever entries a thread still has to another one (Thread::setExtra).
base::Status move_left_entries(Connection& connection, std::int64_t from_thread,
                               std::int64_t to_thread);

/// Hands a ticket's tasks to another one (Ticket::merge).
base::Status move_tasks(Connection& connection, std::int64_t from_ticket, std::int64_t to_ticket);

}  // namespace ost::db
