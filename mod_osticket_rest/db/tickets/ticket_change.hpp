// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// A ticket as the rules of a change see it. Times are database time.
struct TicketRow {
  std::int64_t id = 0;  ///< 0: there is no such ticket
  std::int64_t parent_id = 0;
  std::string number;
  std::int64_t status_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t sla_id = 0;
  std::int64_t topic_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::int64_t flags = 0;
  bool is_overdue = false;
  bool is_answered = false;
  std::optional<std::string> duedate;
  std::optional<std::string> est_duedate;
  std::optional<std::string> reopened;
  std::optional<std::string> closed;
  std::optional<std::string> last_update;
  std::string created;
  std::int64_t thread_id = 0;  ///< 0: none
};

/// Reads the ticket and keeps others from changing it until the transaction ends.
base::Result<TicketRow> lock_ticket(Connection& connection, std::int64_t id);

/// Writes back what a change may touch; `now` becomes the time of the row's update (Ticket::save).
base::Status update_ticket(Connection& connection, const TicketRow& ticket, const std::string& now);

base::Result<std::int64_t> count_open_tasks(Connection& connection, std::int64_t ticket_id);

/// Fields without an answer that are required to close the ticket, but for those that are listed.
base::Result<std::int64_t> count_missing_for_close(Connection& connection, std::int64_t ticket_id,
                                                   const std::vector<std::int64_t>& disabled);

/// The agent of the last response but one, as osTicket takes him; 0: none
/// (Ticket::getLastRespondent).
base::Result<std::int64_t> last_respondent(Connection& connection, std::int64_t thread_id);

/// Refers the thread to an agent, unless it is already or there is none (Thread::refer).
base::Status refer_to_agent(Connection& connection, std::int64_t thread_id, std::int64_t staff_id,
                            const std::string& now);

/// Drafts of answers to the ticket and their attachments go (Ticket::deleteDrafts).
base::Status delete_drafts(Connection& connection, std::int64_t ticket_id);

}  // namespace ost::db
