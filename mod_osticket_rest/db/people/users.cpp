// SPDX-License-Identifier: MIT
#include "db/people/users.hpp"

#include "db/insert.hpp"
#include "db/people/users_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {
namespace {

UserRow user_of(const Row& r) {
  return UserRow{r.number(0), r.number(1), r.string(2),      r.number(3),
                 r.number(4), r.string(5), r.number(6) != 0, r.string(7)};
}

base::Result<std::int64_t> count(Connection& connection, const Statement& statement,
                                 std::int64_t user_id) {
  return select_one<std::int64_t>(connection, statement, {user_id}, 0,
                                  [](const Row& r) { return r.number(0); });
}

}  // namespace

base::Result<UserRow> find_user_by_address(Connection& connection, const std::string& address) {
  return select_one<UserRow>(connection, users_sql::kByAddress, {address}, UserRow{}, user_of);
}

base::Result<std::vector<UserRow>> load_members(Connection& connection, std::int64_t org_id) {
  return select_all<UserRow>(connection, users_sql::kMembers, {org_id}, user_of);
}

base::Result<std::int64_t> insert_address(Connection& connection, const std::string& address) {
  return insert(connection, users_sql::kInsertAddress, {address});
}

base::Result<std::int64_t> insert_user(Connection& connection, const NewUserRow& user) {
  auto id = insert(connection, users_sql::kInsert,
                   {user.org_id, user.email_id, user.name, user.now, user.now});
  if (!id) return id;
  const auto owned = connection.execute(users_sql::kOwnAddress, {*id, user.email_id});
  if (!owned) return owned.error();
  return id;
}

base::Result<std::int64_t> count_open_tickets(Connection& connection, std::int64_t user_id) {
  return count(connection, users_sql::kOpenTickets, user_id);
}

base::Result<std::int64_t> count_open_tickets_as_collaborator(Connection& connection,
                                                              std::int64_t user_id) {
  return count(connection, users_sql::kOpenTicketsAsCollaborator, user_id);
}

}  // namespace ost::db
