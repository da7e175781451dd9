// SPDX-License-Identifier: MIT
#include "db/new_ticket.hpp"

#include "db/new_ticket_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {

base::Result<std::int64_t> insert_ticket(Connection& connection, const NewTicketRow& t) {
  return insert(connection, new_ticket_sql::kTicket,
                {t.number, t.user_id, t.status_id, t.dept_id, t.sla_id, t.topic_id, t.staff_id,
                 t.team_id, t.ip_address, t.source, t.est_duedate, t.closed, t.now, t.now, t.now});
}

base::Result<std::int64_t> insert_thread(Connection& connection, std::int64_t ticket_id,
                                         const std::string& now,
                                         const std::optional<std::string>& last_response) {
  return insert(connection, new_ticket_sql::kThread, {ticket_id, now, last_response, now});
}

base::Result<std::int64_t> insert_entry(Connection& connection, const NewEntryRow& e) {
  return insert(connection, new_ticket_sql::kEntry,
                {e.parent_id, e.thread_id, e.user_id, std::string(1, e.type), e.flags, e.poster,
                 e.source, e.title, e.body, e.format, e.ip_address, e.recipients, e.now});
}

base::Status insert_collaborators(Connection& connection, std::int64_t thread_id,
                                  const std::vector<CollaboratorRow>& collaborators,
                                  const std::string& now) {
  std::vector<Values> rows;
  for (const CollaboratorRow& c : collaborators)
    rows.push_back({c.flags, thread_id, c.user_id, "M", now, now});
  return insert_rows(connection, new_ticket_sql::kCollaborators, rows);
}

base::Result<std::vector<CollaboratorId>> load_collaborator_ids(Connection& connection,
                                                                std::int64_t thread_id) {
  return select_all<CollaboratorId>(connection, new_ticket_sql::kCollaboratorIds, {thread_id},
                                    [](const Row& row) {
                                      return CollaboratorId{row.number(0), row.number(1)};
                                    });
}

base::Status write_search_rows(Connection& connection, const std::vector<SearchRow>& rows) {
  std::vector<Values> values;
  for (const SearchRow& row : rows) {
    if (row.title.empty() && row.content.empty()) continue;
    values.push_back({std::string(1, row.type), row.id, row.title, row.content});
  }
  return insert_rows(connection, new_ticket_sql::kSearch, values);
}

}  // namespace ost::db
