// SPDX-License-Identifier: MIT
#include "db/ticket_change.hpp"

#include "db/select_all.hpp"
#include "db/ticket_change_sql.hpp"

namespace ost::db {
namespace {

namespace sql = ticket_change_sql;

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
  auto ticket = select_one<TicketRow>(connection, sql::kLock, {id}, TicketRow{}, ticket_of);
  if (!ticket || ticket->id == 0) return ticket;
  const auto thread = number(connection, sql::kThread, {id});
  if (!thread) return thread.error();
  ticket->thread_id = *thread;
  return ticket;
}

base::Status update_ticket(Connection& connection, const TicketRow& t, const std::string& now) {
  return run(connection, sql::kUpdate,
             {t.status_id, t.topic_id, t.staff_id, t.is_overdue ? 1 : 0, t.is_answered ? 1 : 0,
              t.duedate, t.est_duedate, t.reopened, t.closed, t.last_update, now, t.id});
}

base::Result<std::int64_t> count_open_tasks(Connection& connection, std::int64_t ticket_id) {
  return number(connection, sql::kOpenTasks, {ticket_id});
}

base::Result<std::int64_t> count_missing_for_close(Connection& connection, std::int64_t ticket_id,
                                                   const std::vector<std::int64_t>& disabled) {
  // No field has the id 0; NOT IN of nothing would be NULL.
  const std::vector<std::int64_t> none{0};
  return number(connection, sql::kMissing, {ticket_id, disabled.empty() ? none : disabled});
}

base::Result<std::int64_t> last_respondent(Connection& connection, std::int64_t thread_id) {
  if (thread_id == 0) return std::int64_t{0};
  return number(connection, sql::kLastRespondent, {thread_id});
}

base::Status refer_to_agent(Connection& connection, std::int64_t thread_id, std::int64_t staff_id,
                            const std::string& now) {
  if (thread_id == 0) return {};
  return run(connection, sql::kRefer, {thread_id, staff_id, now});
}

base::Status delete_drafts(Connection& connection, std::int64_t ticket_id) {
  const std::string pattern = "ticket.%." + std::to_string(ticket_id);
  base::Status deleted = run(connection, sql::kDeleteDraftAttachments, {pattern});
  if (!deleted) return deleted;
  return run(connection, sql::kDeleteDrafts, {pattern});
}

}  // namespace ost::db
