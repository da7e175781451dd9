// SPDX-License-Identifier: MIT
// The users on the thread of a ticket beside its owner, and when the thread was last written to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/people/people.hpp"

namespace ost::db {

struct ParticipantRow {
  std::int64_t id = 0;  ///< of the row of ost_thread_collaborator
  bool is_active = false;
  UserRow user{};
};

/// The owner of a ticket, id 0 where he is gone, and its collaborators.
struct Participants {
  UserRow owner{};
  std::vector<ParticipantRow> collaborators{};

  /// A user among the collaborators; null for one who is none.
  const ParticipantRow* find(std::int64_t user_id) const;
};

/// The collaborators in the order of their names (Thread::getCollaborators).
base::Result<Participants> load_participants(Connection& connection, std::int64_t owner_id,
                                             std::int64_t thread_id);

enum class Participation { kAsleep, kActive };

/// Lets the rows sleep or wakes them (Collaborator::setFlag, save).
base::Status set_participation(Connection& connection, const std::vector<std::int64_t>& ids,
                               Participation participation, const std::string& now);

/// An active one who is new there; the id of his row (Collaborator::add).
base::Result<std::int64_t> insert_participant(Connection& connection, std::int64_t thread_id,
                                              std::int64_t user_id, const std::string& now);

/// The latest message of a thread; 0 where there is none (Thread::getLastMessage).
base::Result<std::int64_t> last_message_id(Connection& connection, std::int64_t thread_id);

/// The thread was answered, or written to by a user, just now (Thread::addResponse, addMessage).
base::Status note_response(Connection& connection, std::int64_t thread_id, const std::string& now);
base::Status note_message(Connection& connection, std::int64_t thread_id, const std::string& now);

/// True for a user who can log in (User::getAccount).
base::Result<bool> has_account(Connection& connection, std::int64_t user_id);

// Who takes part in a ticket: its owner and its collaborators.

struct ThreadPersonRow {
  std::int64_t thread_id = 0;  ///< 0: an owner
  std::int64_t user_id = 0;
  std::string name;
  std::string address;  ///< the user's default address
};

/// The collaborators of threads, by their names; those whose user is gone are left out
/// (Thread::getCollaborators).
base::Result<std::vector<ThreadPersonRow>> load_thread_people(
    Connection& connection, const std::vector<std::int64_t>& threads);

/// Users by their ids.
base::Result<std::vector<ThreadPersonRow>> load_users(Connection& connection,
                                                      const std::vector<std::int64_t>& user_ids);

/// Takes a user from a thread; the others count as changed at that time
/// (Thread::updateCollaborators).
base::Status delete_collaborator(Connection& connection, std::int64_t thread_id,
                                 std::int64_t user_id, const std::string& now);

/// A user, and the organisation all of whose tickets he may see; 0: none.
struct TicketReader {
  std::int64_t user_id = 0;
  std::int64_t org_id = 0;
};

/// Whether he owns, collaborates on, or may see for his organisation a ticket that was merged into
/// this one.
base::Result<bool> has_part_in_child(Connection& connection, std::int64_t parent_id,
                                     const TicketReader& reader);

}  // namespace ost::db
