// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_arena.hpp"
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

struct OrganizationRow {
  std::int64_t id = 0;  ///< 0: none
  std::string name;
  std::string manager;  ///< "s2": agent 2, "t1": team 1, "": none
  std::int64_t status = 0;
  std::string domain;  ///< domains separated by commas
};

/// id 0 when there is none.
base::Result<OrganizationRow> find_organization(Connection& connection, std::int64_t id);

/// Those whose list of domains holds the text somewhere, in the order of their ids.
base::Result<std::vector<OrganizationRow>> find_organizations_by_domain(Connection& connection,
                                                                        const std::string& domain);

/// A user as lists show him; empty: NULL or a row that is missing.
struct Person {
  std::optional<std::string_view> name;
  std::optional<std::string_view> email;
};

/// Users by id.
using People = std::unordered_map<std::int64_t, Person>;

/// Adds the users of these ids, in one statement. An id that nobody has becomes a Person without
/// name, so that it is asked for once. The texts are kept in the arena. The database's time, ""
/// when nobody has any of the ids.
base::Result<std::string> load_people(Connection& connection, const std::vector<std::int64_t>& ids,
                                      base::TextArena& arena, People& people);

}  // namespace ost::db
