// SPDX-License-Identifier: MIT
// What changes of a ticket ask and write beside its own row.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/tickets/ticket_row.hpp"

namespace ost::db {

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

/// What keeps a ticket from being closed.
struct Hindrances {
  std::vector<std::int64_t> missing{};  ///< fields without an answer that are required to close it
  std::set<std::string> form_settings{};  ///< of its forms, as JSON (DynamicFormEntry's `extra`)
  std::int64_t open_tasks = 0;
};

base::Result<Hindrances> find_hindrances(Connection& connection, std::int64_t ticket_id);

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

/// Drafts of answers to the ticket go (Ticket::deleteDrafts).
base::Status delete_drafts(Connection& connection, std::int64_t ticket_id);

}  // namespace ost::db
