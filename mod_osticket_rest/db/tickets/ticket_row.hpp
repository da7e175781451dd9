// SPDX-License-Identifier: MIT
// The row of a ticket: one type and one list of its columns for all that make, change or show one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/connection.hpp"

namespace ost::db {

/// Where a ticket stands, and who has it.
struct TicketPlace {
  std::int64_t status_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t sla_id = 0;
  std::int64_t topic_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
};

/// How a ticket stands to others, and who holds it in the panel.
struct TicketTies {
  std::int64_t parent_id = 0;
  std::int64_t lock_id = 0;
  std::int64_t flags = 0;
  std::int64_t sort = 0;
};

/// The moments of a ticket, in database time.
struct TicketTimes {
  std::optional<std::string> duedate{};
  std::optional<std::string> est_duedate{};
  std::optional<std::string> reopened{};
  std::optional<std::string> closed{};
  std::optional<std::string> last_update{};
  std::string created{};
};

struct TicketRow : TicketPlace, TicketTies, TicketTimes {
  std::int64_t id = 0;  ///< 0: there is no such ticket
  std::string number{};
  std::int64_t user_id = 0;
  std::string ip_address{};
  std::string source{};
  bool is_overdue = false;
  bool is_answered = false;
  std::int64_t thread_id = 0;  ///< 0: none, or not read
};

/// Adds a ticket, as of its `created`; the id it got. Its ties are not written: a new one has none.
base::Result<std::int64_t> insert_ticket(Connection& connection, const TicketRow& ticket);

/// Reads the ticket, but for its thread, and keeps others from changing it until the transaction
/// ends.
base::Result<TicketRow> lock_ticket(Connection& connection, std::int64_t id);

/// Writes the columns in which the row differs from what was read, and then `now` as the time of
/// its update; nothing where no column differs (Ticket::save).
base::Status save_ticket(Connection& connection, const TicketRow& stored, const TicketRow& changed,
                         const std::string& now);

}  // namespace ost::db
