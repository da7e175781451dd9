// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_change.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

// One row for each referral, and one where there is none.
constexpr Statement kSurroundings{
    "ticket_change.surroundings",
    "SELECT NOW(), COALESCE(h.id, 0), COALESCE(k.lock_id, 0), COALESCE(k.staff_id, 0), k.expire,"
    " r.object_type, r.object_id"
    " FROM (SELECT MIN(id) AS id FROM {thread}"
    "   WHERE object_id = %s AND object_type IN ('T', 'C')) h"
    " LEFT JOIN {lock} k ON k.lock_id = %s"
    " LEFT JOIN {thread_referral} r ON r.thread_id = h.id"
    " ORDER BY r.id",
    2};

constexpr Statement kDeleteLock{"ticket_change.delete_lock",
                                "DELETE FROM {lock} WHERE lock_id = %s", 1};

// A row for each form and each answer that is missing; one where there is neither.
constexpr Statement kHindrances{
    "ticket_change.hindrances",
    "SELECT t.tasks, e.extra, f.id"
    " FROM (SELECT COUNT(*) AS tasks FROM {task}"
    " WHERE object_type = 'T' AND object_id = %s AND flags & 1) t"
    " LEFT JOIN {form_entry} e ON e.object_type = 'T' AND e.object_id = %s"
    " LEFT JOIN {form_entry_values} v ON v.entry_id = e.id AND v.value IS NULL"
    " LEFT JOIN {form_field} f ON f.id = v.field_id AND f.flags & 4",
    2};

// The second answer, as osTicket's statement has no order of its own.
constexpr Statement kLastRespondent{
    "ticket_change.last_respondent",
    "SELECT staff_id FROM {thread_entry} WHERE thread_id = %s AND type = 'R' AND staff_id > 0"
    " ORDER BY id LIMIT 1 OFFSET 1",
    1};

constexpr Statement kRefer{
    "ticket_change.refer",
    "INSERT IGNORE INTO {thread_referral} (thread_id, object_id, object_type, created)"
    " VALUES (%s, %s, %s, %s)",
    4};

constexpr Statement kDeleteReferral{
    "ticket_change.delete_referral",
    "DELETE FROM {thread_referral} WHERE thread_id = %s AND object_id = %s AND object_type = %s",
    3};

constexpr Statement kDropCollaborator{
    "ticket_change.drop_collaborator",
    "DELETE FROM {thread_collaborator} WHERE thread_id = %s AND user_id = %s", 2};

// Rows of their attachments stay, as in osTicket, which looks for a name with a percent sign
// (Draft::deleteForNamespace).
constexpr Statement kDeleteDrafts{"ticket_change.delete_drafts",
                                  "DELETE FROM {draft} WHERE namespace LIKE %s", 1};

base::Result<std::int64_t> number(Connection& connection, const Statement& statement,
                                  const Values& values) {
  return select_one<std::int64_t>(connection, statement, values, 0,
                                  [](const Row& r) { return r.number(0); });
}

base::Status run(Connection& connection, const Statement& statement, const Values& values) {
  const auto done = connection.execute(statement, values);
  if (!done) return done.error();
  return {};
}

}  // namespace

base::Result<TicketSurroundings> read_surroundings(Connection& connection, TicketRow& ticket) {
  TicketSurroundings around;
  const Values values{ticket.id, ticket.lock_id};
  base::Status read = connection.select(kSurroundings, values, [&](const Row& r) {
    around.now = r.string(0);
    ticket.thread_id = r.number(1);
    around.lock = LockRow{r.number(2), r.number(3), r.string(4)};
    const std::string type = r.string(5);
    if (!type.empty()) around.referrals.push_back({type[0], r.number(6)});
    return base::Status();
  });
  if (!read) return read.error();
  return around;
}

base::Result<Hindrances> find_hindrances(Connection& connection, std::int64_t ticket_id) {
  Hindrances found;
  const base::Status read =
      connection.select(kHindrances, {ticket_id, ticket_id}, [&](const Row& r) {
        found.open_tasks = r.number(0);
        if (std::string settings = r.string(1); !settings.empty())
          found.form_settings.insert(std::move(settings));
        if (const auto field = r.maybe_number(2)) found.missing.push_back(*field);
        return base::Status();
      });
  if (!read) return read.error();
  return found;
}

base::Result<std::int64_t> last_respondent(Connection& connection, std::int64_t thread_id) {
  if (thread_id == 0) return std::int64_t{0};
  return number(connection, kLastRespondent, {thread_id});
}

base::Status insert_referral(Connection& connection, std::int64_t thread_id,
                             const ReferralRow& referral, const std::string& now) {
  return run(connection, kRefer, {thread_id, referral.id, std::string(1, referral.type), now});
}

base::Status delete_referral(Connection& connection, std::int64_t thread_id,
                             const ReferralRow& referral) {
  return run(connection, kDeleteReferral, {thread_id, referral.id, std::string(1, referral.type)});
}

base::Status delete_lock(Connection& connection, std::int64_t lock_id) {
  return run(connection, kDeleteLock, {lock_id});
}

base::Status drop_collaborator(Connection& connection, std::int64_t thread_id,
                               std::int64_t user_id) {
  return run(connection, kDropCollaborator, {thread_id, user_id});
}

base::Status delete_drafts(Connection& connection, std::int64_t ticket_id) {
  return run(connection, kDeleteDrafts, {"ticket.%." + std::to_string(ticket_id)});
}

}  // namespace ost::db
