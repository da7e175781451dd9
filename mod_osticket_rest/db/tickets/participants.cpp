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

constexpr Statement kLastMessage{
    "participants.last_message",
    "SELECT MAX(id) FROM {thread_entry} WHERE thread_id = %s AND type = 'M'", 1};

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

}  // namespace ost::db
