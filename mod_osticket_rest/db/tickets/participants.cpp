// SPDX-License-Identifier: MIT
#include "db/tickets/participants.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

// The owner has no row of collaborators, so that the id of his is 0.
constexpr Statement kLoad{
    "participants.load",
    "SELECT 0 AS row_id, 1, u.default_email_id, u.id AS user_id, u.name AS name, u.org_id, "
    "u.status,"
    " COALESCE(d.address, '')"
    " FROM {user} u LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE u.id = %s"
    " UNION ALL"
    " SELECT c.id, c.flags & 1, u.default_email_id, u.id, u.name, u.org_id, u.status,"
    " COALESCE(d.address, '')"
    " FROM {thread_collaborator} c"
    " JOIN {user} u ON u.id = c.user_id"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE c.thread_id = %s"
    " ORDER BY name, user_id",
    2};

constexpr Statement kWake{
    "participants.wake",
    "UPDATE {thread_collaborator} SET flags = flags | 1, updated = %s WHERE id IN %s", 2};

constexpr Statement kLetSleep{
    "participants.let_sleep",
    "UPDATE {thread_collaborator} SET flags = flags & ~1, updated = %s WHERE id IN %s", 2};

// Flags 3: active, and a recipient of copies.
constexpr Statement kInsert{
    "participants.insert",
    "INSERT INTO {thread_collaborator} (flags, thread_id, user_id, role, created, updated)"
    " VALUES (3, %s, %s, 'M', %s, %s)",
    4};

// 0x4: ThreadEntry::FLAG_HIDDEN.
constexpr Statement kLastMessage{"participants.last_message",
                                 "SELECT MAX(id) FROM {thread_entry} WHERE thread_id = %s"
                                 " AND type = 'M' AND flags & 0x4 = 0",
                                 1};

constexpr Statement kResponse{"participants.response",
                              "UPDATE {thread} SET lastresponse = %s WHERE id = %s", 2};

constexpr Statement kMessage{"participants.message",
                             "UPDATE {thread} SET lastmessage = %s WHERE id = %s", 2};

constexpr Statement kHasAccount{"participants.has_account",
                                "SELECT COUNT(*) FROM {user_account} WHERE user_id = %s", 1};

base::Status run(Connection& connection, const Statement& statement, const Values& values) {
  const auto done = connection.execute(statement, values);
  if (!done) return done.error();
  return {};
}

}  // namespace

const ParticipantRow* Participants::find(std::int64_t user_id) const {
  for (const ParticipantRow& row : collaborators)
    if (row.user.id == user_id) return &row;
  return nullptr;
}

base::Result<Participants> load_participants(Connection& connection, std::int64_t owner_id,
                                             std::int64_t thread_id) {
  Participants found;
  base::Status read = connection.select(kLoad, {owner_id, thread_id}, [&](const Row& r) {
    const UserRow user{r.number(2), r.number(3), r.string(4), r.number(5),
                       r.number(6), r.string(7), true};
    if (r.number(0) == 0) {
      found.owner = user;
    } else {
      found.collaborators.push_back({r.number(0), r.flag(1), user});
    }
    return base::Status();
  });
  if (!read) return read.error();
  return found;
}

base::Status set_participation(Connection& connection, const std::vector<std::int64_t>& ids,
                               Participation participation, const std::string& now) {
  if (ids.empty()) return {};
  return run(connection, participation == Participation::kActive ? kWake : kLetSleep, {now, ids});
}

base::Result<std::int64_t> insert_participant(Connection& connection, std::int64_t thread_id,
                                              std::int64_t user_id, const std::string& now) {
  return insert(connection, kInsert, {thread_id, user_id, now, now});
}

base::Result<std::int64_t> last_message_id(Connection& connection, std::int64_t thread_id) {
  return select_one<std::int64_t>(connection, kLastMessage, {thread_id}, 0,
                                  [](const Row& r) { return r.number(0); });
}

base::Status note_response(Connection& connection, std::int64_t thread_id, const std::string& now) {
  return run(connection, kResponse, {now, thread_id});
}

base::Status note_message(Connection& connection, std::int64_t thread_id, const std::string& now) {
  return run(connection, kMessage, {now, thread_id});
}

base::Result<bool> has_account(Connection& connection, std::int64_t user_id) {
  return select_one<bool>(connection, kHasAccount, {user_id}, false,
                          [](const Row& r) { return r.flag(0); });
}

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

namespace {

constexpr Statement kPartInChild{
    "user_access.part_in_child",
    "SELECT COUNT(*) FROM {ticket} t"
    " LEFT JOIN {user} u ON u.id = t.user_id"
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')"
    " LEFT JOIN {thread_collaborator} c ON c.thread_id = h.id AND c.user_id = %s"
    " WHERE t.ticket_pid = %s AND (t.user_id = %s OR c.id IS NOT NULL"
    " OR (u.org_id = %s AND u.org_id > 0))",
    4};

}  // namespace

base::Result<bool> has_part_in_child(Connection& connection, std::int64_t parent_id,
                                     const TicketReader& reader) {
  return select_one<bool>(connection, kPartInChild,
                          {reader.user_id, parent_id, reader.user_id, reader.org_id}, false,
                          [](const Row& r) { return r.flag(0); });
}

}  // namespace ost::db
