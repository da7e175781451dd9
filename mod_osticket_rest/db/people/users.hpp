// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct UserRow {
  std::int64_t email_id = 0;  ///< the address it was found by, or its default address
  std::int64_t id = 0;        ///< 0: the address exists, but belongs to nobody
  std::string name;
  std::int64_t org_id = 0;
  std::int64_t status = 0;
  std::string address;  ///< the user's default address
  bool has_form_entry = true;
  std::string found_by{};  ///< the address of find_user_by_address
};

struct NewUserRow {
  std::int64_t org_id = 0;
  std::int64_t email_id = 0;
  std::string name;
  std::string now;  ///< database time
};

/// The user with that address among all of his addresses, as the column's collation compares:
/// letter case and accents ignored; email_id 0 when no such address is known (User::lookupByEmail).
base::Result<UserRow> find_user_by_address(Connection& connection, const std::string& address);

/// The users of an organisation in the order of their ids.
base::Result<std::vector<UserRow>> load_members(Connection& connection, std::int64_t org_id);

/// A new address without an owner; its id (UserEmail::ensure).
base::Result<std::int64_t> insert_address(Connection& connection, const std::string& address);

/// A new user who owns the address; his id (User::fromVars).
base::Result<std::int64_t> insert_user(Connection& connection, const NewUserRow& user);

/// Open tickets the user owns.
base::Result<std::int64_t> count_open_tickets(Connection& connection, std::int64_t user_id);

/// Open tickets of others on which the user collaborates.
base::Result<std::int64_t> count_open_tickets_as_collaborator(Connection& connection,
                                                              std::int64_t user_id);

}  // namespace ost::db
