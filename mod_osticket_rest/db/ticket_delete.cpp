// SPDX-License-Identifier: MIT
#include "db/ticket_delete.hpp"

#include <initializer_list>

#include "db/select_all.hpp"
#include "db/ticket_delete_sql.hpp"

namespace ost::db {
namespace {

namespace sql = ticket_delete_sql;

base::Status run_all(Connection& connection, std::initializer_list<const Statement*> statements,
                     const Value& value) {
  for (const Statement* statement : statements) {
    const auto done = connection.execute(*statement, {value});
    if (!done) return done.error();
  }
  return {};
}

base::Result<std::vector<std::int64_t>> ids(Connection& connection, const Statement& statement,
                                            const Value& value) {
  return select_all<std::int64_t>(connection, statement, {value},
                                  [](const Row& r) { return r.number(0); });
}

base::Status delete_orphans(Connection& connection, const std::vector<std::int64_t>& files) {
  if (files.empty()) return {};
  const auto orphans = ids(connection, sql::kOrphans, files);
  if (!orphans) return orphans.error();
  if (orphans->empty()) return {};
  return run_all(connection, {&sql::kFile, &sql::kChunks}, *orphans);
}

}  // namespace

base::Result<std::vector<std::int64_t>> load_children(Connection& connection,
                                                      std::int64_t ticket_id) {
  return ids(connection, sql::kChildren, ticket_id);
}

base::Status release_children(Connection& connection, const std::vector<std::int64_t>& ticket_ids) {
  if (ticket_ids.empty()) return {};
  return run_all(connection, {&sql::kReleaseChildren, &sql::kReleaseThreads}, ticket_ids);
}

base::Status release_parent(Connection& connection, std::int64_t ticket_id) {
  return run_all(connection, {&sql::kReleaseParent}, ticket_id);
}

base::Status delete_ticket_rows(Connection& connection, std::int64_t ticket_id, bool has_cdata) {
  base::Status deleted =
      run_all(connection, {&sql::kTicket, &sql::kForms, &sql::kTicketSearch}, ticket_id);
  if (!deleted || !has_cdata) return deleted;
  return run_all(connection, {&sql::kCdata}, ticket_id);
}

base::Status delete_thread(Connection& connection, std::int64_t thread_id) {
  const auto files = ids(connection, sql::kFiles, thread_id);
  if (!files) return files.error();
  base::Status deleted =
      run_all(connection,
              {&sql::kThreadSearch, &sql::kMailHeaders, &sql::kAttachments, &sql::kCollaborators,
               &sql::kReferrals, &sql::kEntries, &sql::kEvents, &sql::kThread},
              thread_id);
  if (!deleted) return deleted;
  return delete_orphans(connection, *files);
}

}  // namespace ost::db
