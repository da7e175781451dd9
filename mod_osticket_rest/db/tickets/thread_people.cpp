// SPDX-License-Identifier: MIT
#include "db/tickets/thread_people.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kCollaborators{
    "thread_people.collaborators",
    "SELECT c.thread_id, u.id, u.name, e.address FROM {thread_collaborator} c"
    " JOIN {user} u ON u.id = c.user_id LEFT JOIN {user_email} e ON e.id = u.default_email_id"
    " WHERE c.thread_id IN %s ORDER BY u.name, c.id",
    1};

constexpr Statement kOwners{
    "thread_people.owners",
    "SELECT 0, u.id, u.name, e.address FROM {user} u"
    " LEFT JOIN {user_email} e ON e.id = u.default_email_id WHERE u.id IN %s",
    1};

constexpr Statement kDelete{"thread_people.delete",
                            "DELETE FROM {thread_collaborator} WHERE thread_id = %s AND user_id ="
                            " %s",
                            2};

constexpr Statement kTouch{"thread_people.touch",
                           "UPDATE {thread_collaborator} SET updated = %s WHERE thread_id = %s", 2};

base::Result<std::vector<ThreadPersonRow>> people(Connection& connection,
                                                  const Statement& statement,
                                                  const std::vector<std::int64_t>& ids) {
  if (ids.empty()) return std::vector<ThreadPersonRow>();
  return select_all<ThreadPersonRow>(connection, statement, {ids}, [](const Row& r) {
    return ThreadPersonRow{r.number(0), r.number(1), r.string(2), r.string(3)};
  });
}

}  // namespace

base::Result<std::vector<ThreadPersonRow>> load_thread_people(
    Connection& connection, const std::vector<std::int64_t>& threads) {
  return people(connection, kCollaborators, threads);
}

base::Result<std::vector<ThreadPersonRow>> load_users(Connection& connection,
                                                      const std::vector<std::int64_t>& user_ids) {
  return people(connection, kOwners, user_ids);
}

base::Status delete_collaborator(Connection& connection, std::int64_t thread_id,
                                 std::int64_t user_id, const std::string& now) {
  const auto deleted = connection.execute(kDelete, {thread_id, user_id});
  if (!deleted) return deleted.error();
  const auto touched = connection.execute(kTouch, {now, thread_id});
  return touched ? base::Status() : base::Status(touched.error());
}

}  // namespace ost::db
