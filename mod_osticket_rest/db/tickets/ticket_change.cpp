// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_change.hpp"

#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr Statement kLock{
    "ticket_change.lock",
    "SELECT ticket_id, ticket_pid, number, status_id, dept_id, sla_id, topic_id, staff_id, team_id,"
    " flags, isoverdue, isanswered, duedate, est_duedate, reopened, closed, lastupdate, created"
    " FROM {ticket} WHERE ticket_id = %s FOR UPDATE",
    1};

constexpr Statement kThread{"ticket_change.thread",
                            "SELECT id FROM {thread} WHERE object_id = %s AND object_type IN ('T', "
                            "'C') ORDER BY id LIMIT 1",
                            1};

constexpr Statement kUpdate{
    "ticket_change.update",
    "UPDATE {ticket} SET status_id = %s, topic_id = %s, staff_id = %s, isoverdue = %s,"
    " isanswered = %s, duedate = %s, est_duedate = %s, reopened = %s, closed = %s, lastupdate = %s,"
    " updated = %s WHERE ticket_id = %s",
    12};

constexpr Statement kOpenTasks{
    "ticket_change.open_tasks",
    "SELECT COUNT(*) FROM {task} WHERE object_type = 'T' AND object_id = %s AND flags & 1", 1};

constexpr Statement kMissing{"ticket_change.missing",
                             "SELECT COUNT(*) FROM {form_entry} e"
                             " JOIN {form_entry_values} v ON v.entry_id = e.id AND v.value IS NULL"
                             " JOIN {form_field} f ON f.id = v.field_id AND f.flags & 4"
                             " WHERE e.object_type = 'T' AND e.object_id = %s AND f.id NOT IN %s",
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
    " VALUES (%s, %s, 'S', %s)",
    3};

constexpr Statement kDeleteDraftAttachments{
    "ticket_change.delete_draft_attachments",
    "DELETE a FROM {attachment} a JOIN {draft} d ON d.id = a.object_id AND a.type = 'D'"
    " WHERE d.namespace LIKE %s",
    1};

constexpr Statement kDeleteDrafts{"ticket_change.delete_drafts",
                                  "DELETE FROM {draft} WHERE namespace LIKE %s", 1};

TicketRow ticket_of(const Row& r) {
  TicketRow t;
  t.id = r.number(0);
  t.parent_id = r.number(1);
  t.number = r.string(2);
  t.status_id = r.number(3);
  t.dept_id = r.number(4);
  t.sla_id = r.number(5);
  t.topic_id = r.number(6);
  t.staff_id = r.number(7);
  t.team_id = r.number(8);
  t.flags = r.number(9);
  t.is_overdue = r.flag(10);
  t.is_answered = r.flag(11);
  t.duedate = r.maybe_string(12);
  t.est_duedate = r.maybe_string(13);
  t.reopened = r.maybe_string(14);
  t.closed = r.maybe_string(15);
  t.last_update = r.maybe_string(16);
  t.created = r.string(17);
  return t;
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
  auto ticket = select_one<TicketRow>(connection, kLock, {id}, TicketRow{}, ticket_of);
  if (!ticket || ticket->id == 0) return ticket;
  const auto thread = number(connection, kThread, {id});
  if (!thread) return thread.error();
  ticket->thread_id = *thread;
  return ticket;
}

base::Status update_ticket(Connection& connection, const TicketRow& t, const std::string& now) {
  return run(connection, kUpdate,
             {t.status_id, t.topic_id, t.staff_id, t.is_overdue ? 1 : 0, t.is_answered ? 1 : 0,
              t.duedate, t.est_duedate, t.reopened, t.closed, t.last_update, now, t.id});
}

base::Result<std::int64_t> count_open_tasks(Connection& connection, std::int64_t ticket_id) {
  return number(connection, kOpenTasks, {ticket_id});
}

base::Result<std::int64_t> count_missing_for_close(Connection& connection, std::int64_t ticket_id,
                                                   const std::vector<std::int64_t>& disabled) {
  // No field has the id 0; NOT IN of nothing would be NULL.
  const std::vector<std::int64_t> none{0};
  return number(connection, kMissing, {ticket_id, disabled.empty() ? none : disabled});
}

base::Result<std::int64_t> last_respondent(Connection& connection, std::int64_t thread_id) {
  if (thread_id == 0) return std::int64_t{0};
  return number(connection, kLastRespondent, {thread_id});
}

base::Status refer_to_agent(Connection& connection, std::int64_t thread_id, std::int64_t staff_id,
                            const std::string& now) {
  if (thread_id == 0) return {};
  return run(connection, kRefer, {thread_id, staff_id, now});
}

base::Status delete_drafts(Connection& connection, std::int64_t ticket_id) {
  const std::string pattern = "ticket.%." + std::to_string(ticket_id);
  base::Status deleted = run(connection, kDeleteDraftAttachments, {pattern});
  if (!deleted) return deleted;
  return run(connection, kDeleteDrafts, {pattern});
}

}  // namespace ost::db
