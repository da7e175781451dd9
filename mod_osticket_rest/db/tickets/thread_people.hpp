// SPDX-License-Identifier: MIT
// Who takes part in a ticket: its owner and its collaborators.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

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

}  // namespace ost::db
