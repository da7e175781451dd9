// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_change.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

Value id_or_null(std::int64_t id) {
  return id > 0 ? Value(id) : Value(nullptr);
}

constexpr Statement kLock{
    "ticket_change.lock",
    "SELECT ticket_id, ticket_pid, number, user_id, status_id, dept_id, sla_id, topic_id, staff_id,"
    " team_id, lock_id, flags, sort, ip_address, source, isoverdue, isanswered, duedate,"
    " est_duedate, reopened, closed, lastupdate, created"
    " FROM {ticket} WHERE ticket_id = %s FOR UPDATE",
    1};

/// A column that changes may write.
struct Column {
  const char* assignment;
  Value (*value)(const TicketRow& ticket);
};

constexpr Column kColumns[] = {
    {"ticket_pid = %s", [](const TicketRow& t) { return id_or_null(t.parent_id); }},
    {"user_id = %s", [](const TicketRow& t) { return Value(t.user_id); }},
    {"status_id = %s", [](const TicketRow& t) { return Value(t.status_id); }},
    {"dept_id = %s", [](const TicketRow& t) { return Value(t.dept_id); }},
    {"sla_id = %s", [](const TicketRow& t) { return Value(t.sla_id); }},
    {"topic_id = %s", [](const TicketRow& t) { return Value(t.topic_id); }},
    {"staff_id = %s", [](const TicketRow& t) { return Value(t.staff_id); }},
    {"team_id = %s", [](const TicketRow& t) { return Value(t.team_id); }},
    {"lock_id = %s", [](const TicketRow& t) { return Value(t.lock_id); }},
    {"flags = %s", [](const TicketRow& t) { return Value(t.flags); }},
    {"sort = %s", [](const TicketRow& t) { return Value(t.sort); }},
    {"source = %s", [](const TicketRow& t) { return Value(t.source); }},
    {"isoverdue = %s", [](const TicketRow& t) { return Value(t.is_overdue ? 1 : 0); }},
    {"isanswered = %s", [](const TicketRow& t) { return Value(t.is_answered ? 1 : 0); }},
    {"duedate = %s", [](const TicketRow& t) { return Value(t.duedate); }},
    {"est_duedate = %s", [](const TicketRow& t) { return Value(t.est_duedate); }},
    {"reopened = %s", [](const TicketRow& t) { return Value(t.reopened); }},
    {"closed = %s", [](const TicketRow& t) { return Value(t.closed); }},
    {"lastupdate = %s", [](const TicketRow& t) { return Value(t.last_update); }},
};

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

constexpr Statement kHindrances{
    "ticket_change.hindrances",
    "SELECT COUNT(*),"
    " (SELECT COUNT(*) FROM {task} WHERE object_type = 'T' AND object_id = %s AND flags & 1)"
    " FROM {form_entry} e"
    " JOIN {form_entry_values} v ON v.entry_id = e.id AND v.value IS NULL"
    " JOIN {form_field} f ON f.id = v.field_id AND f.flags & 4"
    " WHERE e.object_type = 'T' AND e.object_id = %s AND f.id NOT IN %s",
    3};

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

constexpr Statement kDeleteDrafts{
    "ticket_change.delete_drafts",
    "DELETE d, a FROM {draft} d LEFT JOIN {attachment} a ON a.object_id = d.id AND a.type = 'D'"
    " WHERE d.namespace LIKE %s",
    1};

TicketRow ticket_of(const Row& r) {
  TicketRow t;
  t.id = r.number(0);
  t.parent_id = r.number(1);
  t.number = r.string(2);
  t.user_id = r.number(3);
  t.status_id = r.number(4);
  t.dept_id = r.number(5);
  t.sla_id = r.number(6);
  t.topic_id = r.number(7);
  t.staff_id = r.number(8);
  t.team_id = r.number(9);
  t.lock_id = r.number(10);
  t.flags = r.number(11);
  t.sort = r.number(12);
  t.ip_address = r.string(13);
  t.source = r.string(14);
  t.is_overdue = r.flag(15);
  t.is_answered = r.flag(16);
  t.duedate = r.maybe_string(17);
  t.est_duedate = r.maybe_string(18);
  t.reopened = r.maybe_string(19);
  t.closed = r.maybe_string(20);
  t.last_update = r.maybe_string(21);
  t.created = r.string(22);
  return t;
}

std::string literal(const Value& value) {
  std::string text;
  value.append_literal(text);
  return text;
}

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

base::Result<TicketRow> lock_ticket(Connection& connection, std::int64_t id) {
  return select_one<TicketRow>(connection, kLock, {id}, TicketRow{}, ticket_of);
}

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

base::Status save_ticket(Connection& connection, const TicketRow& stored, const TicketRow& changed,
                         const std::string& now) {
  QueryBuilder update;
  update.add("UPDATE {ticket} SET updated = %s", {now});
  bool differs = false;
  for (const Column& column : kColumns) {
    const Value value = column.value(changed);
    if (literal(value) == literal(column.value(stored))) continue;
    update.add(", ").add(column.assignment, {value});
    differs = true;
  }
  if (!differs) return {};
  update.where("ticket_id = %s", {changed.id});
  return run(connection, update.statement("ticket_change.save"), update.values());
}

base::Result<Hindrances> count_hindrances(Connection& connection, std::int64_t ticket_id,
                                          const std::vector<std::int64_t>& disabled) {
  // No field has the id 0; NOT IN of nothing would be NULL.
  const std::vector<std::int64_t> none{0};
  const Values values{ticket_id, ticket_id, disabled.empty() ? none : disabled};
  return select_one(connection, kHindrances, values, Hindrances(), [](const Row& r) {
    return Hindrances{r.number(0), r.number(1)};
  });
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
