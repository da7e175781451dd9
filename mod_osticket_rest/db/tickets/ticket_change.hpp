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
  std::int64_t user_id = 0;
  std::int64_t status_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t sla_id = 0;
  std::int64_t topic_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::int64_t lock_id = 0;
  std::int64_t flags = 0;
  std::int64_t sort = 0;
  std::string ip_address;
  std::string source;
  bool is_overdue = false;
  bool is_answered = false;
  std::optional<std::string> duedate;
  std::optional<std::string> est_duedate;
  std::optional<std::string> reopened;
  std::optional<std::string> closed;
  std::optional<std::string> last_update;
  std::string created;
  std::int64_t thread_id = 0;  ///< 0: none, or not read
};

/// Reads the ticket, but for its thread, and keeps others from changing it until the transaction
/// ends.
base::Result<TicketRow> lock_ticket(Connection& connection, std::int64_t id);

/// Whom a thread has been referred to: S an agent, E a team, D a department.
struct ReferralRow {
  char type = 'S';
  std::int64_t id = 0;
};

/// Who holds a ticket in the panel, and until when.
struct LockRow {
  std::int64_t id = 0;  ///< 0: there is none
  std::int64_t staff_id = 0;
  std::string expire;
};

/// What stands around a ticket, and when it was read.
struct TicketSurroundings {
  std::vector<ReferralRow> referrals{};
  LockRow lock{};
  std::string now{};  ///< database time
};

/// Reads it, and the ticket's thread into `ticket`. To be asked behind the lock: what a transaction
/// reads first decides which rows it sees from then on.
base::Result<TicketSurroundings> read_surroundings(Connection& connection, TicketRow& ticket);

/// Writes the columns in which the row differs from what was read, and then `now` as the time of
/// its update; nothing where no column differs (Ticket::save).
base::Status save_ticket(Connection& connection, const TicketRow& stored, const TicketRow& changed,
                         const std::string& now);

/// What keeps a ticket from being closed.
struct Hindrances {
  std::int64_t missing = 0;  ///< fields without an answer that are required to close it
  std::int64_t open_tasks = 0;
};

/// Counts them; fields that are `disabled` are not missing.
base::Result<Hindrances> count_hindrances(Connection& connection, std::int64_t ticket_id,
                                          const std::vector<std::int64_t>& disabled);

/// The agent of the last response but one, as osTicket takes him; 0: none
/// (Ticket::getLastRespondent).
base::Result<std::int64_t> last_respondent(Connection& connection, std::int64_t thread_id);

base::Status insert_referral(Connection& connection, std::int64_t thread_id,
                             const ReferralRow& referral, const std::string& now);
base::Status delete_referral(Connection& connection, std::int64_t thread_id,
                             const ReferralRow& referral);

base::Status delete_lock(Connection& connection, std::int64_t lock_id);

/// Takes a user who has become the ticket's owner from among its collaborators
/// (Ticket::changeOwner).
base::Status drop_collaborator(Connection& connection, std::int64_t thread_id,
                               std::int64_t user_id);

/// Drafts of answers to the ticket and their attachments go (Ticket::deleteDrafts).
base::Status delete_drafts(Connection& connection, std::int64_t ticket_id);

}  // namespace ost::db
