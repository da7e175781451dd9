// SPDX-License-Identifier: MIT
#include "db/tickets/new_ticket.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kThread{
    "new_ticket.thread",
    "INSERT INTO {thread} (object_id, object_type, lastmessage, lastresponse, created)"
    " VALUES (%s, 'T', %s, %s, %s)",
    4};

constexpr Statement kEntry{
    "new_ticket.entry",
    "INSERT INTO {thread_entry} (pid, thread_id, staff_id, user_id, type, flags, poster, source,"
    " title, body, format, ip_address, recipients, created)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
    14};

constexpr Statement kEntryBody{"new_ticket.entry_body",
                               "UPDATE {thread_entry} SET body = %s WHERE id = %s", 2};

constexpr RowsStatement kCollaborators{
    "new_ticket.collaborators",
    "INSERT INTO {thread_collaborator} (flags, thread_id, user_id, role, created, updated) VALUES ",
    6};

constexpr Statement kCollaboratorIds{
    "new_ticket.collaborator_ids",
    "SELECT c.id, c.user_id FROM {thread_collaborator} c LEFT JOIN {user} u ON u.id = c.user_id"
    " WHERE c.thread_id = %s ORDER BY u.name",
    1};

constexpr RowsStatement kSearch{
    "new_ticket.search", "REPLACE INTO {_search} (object_type, object_id, title, content) VALUES ",
    4};

}  // namespace

base::Result<std::int64_t> insert_thread(Connection& connection, std::int64_t ticket_id,
                                         const std::string& now,
                                         const std::optional<std::string>& last_response) {
  return insert(connection, kThread, {ticket_id, now, last_response, now});
}

base::Result<std::int64_t> insert_entry(Connection& connection, const NewEntryRow& e) {
  return insert(connection, kEntry,
                {e.parent_id, e.thread_id, e.staff_id, e.user_id, std::string(1, e.type), e.flags,
                 e.poster, e.source, e.title, e.body, e.format, e.ip_address, e.recipients, e.now});
}

base::Status set_entry_body(Connection& connection, std::int64_t entry_id,
                            const std::string& body) {
  const auto set = connection.execute(kEntryBody, {body, entry_id});
  if (!set) return set.error();
  return {};
}

base::Status insert_collaborators(Connection& connection, std::int64_t thread_id,
                                  const std::vector<NewCollaboratorRow>& collaborators,
                                  const std::string& now) {
  std::vector<Values> rows;
  for (const NewCollaboratorRow& c : collaborators)
    rows.push_back({c.flags, thread_id, c.user_id, "M", now, now});
  return insert_rows(connection, kCollaborators, rows);
}

base::Result<std::vector<CollaboratorId>> load_collaborator_ids(Connection& connection,
                                                                std::int64_t thread_id) {
  return select_all<CollaboratorId>(connection, kCollaboratorIds, {thread_id}, [](const Row& row) {
    return CollaboratorId{row.number(0), row.number(1)};
  });
}

base::Status write_search_rows(Connection& connection, const std::vector<SearchRow>& rows) {
  std::vector<Values> values;
  for (const SearchRow& row : rows) {
    if (row.title.empty() && row.content.empty()) continue;
    values.push_back({std::string(1, row.type), row.id, row.title, row.content});
  }
  return insert_rows(connection, kSearch, values);
}

namespace {

// Two tickets created at once must not get one number, so the row stays locked from kLock until the
// transaction that inserts the ticket ends.
constexpr Statement kLock{
    "sequences.lock",
    "SELECT id, `next`, increment, padding FROM {sequence} WHERE id = %s FOR UPDATE", 1};

constexpr Statement kAdvance{"sequences.advance",
                             "UPDATE {sequence} SET `next` = %s, updated = %s WHERE id = %s", 3};

constexpr Statement kNumberTaken{"sequences.number_taken",
                                 "SELECT COUNT(*) FROM {ticket} WHERE number = %s", 1};

}  // namespace

base::Result<SequenceRow> lock_sequence(Connection& connection, std::int64_t id) {
  return select_one<SequenceRow>(connection, kLock, {id}, SequenceRow{}, [](const Row& r) {
    return SequenceRow{r.number(0), r.number(1), r.number(2), r.string(3)};
  });
}

base::Status advance_sequence(Connection& connection, const SequenceRow& sequence,
                              const std::string& now) {
  const auto advanced = connection.execute(kAdvance, {sequence.next, now, sequence.id});
  if (!advanced) return advanced.error();
  return {};
}

base::Result<bool> is_number_taken(Connection& connection, const std::string& number) {
  return select_one<bool>(connection, kNumberTaken, {number}, false,
                          [](const Row& r) { return r.flag(0); });
}

}  // namespace ost::db
