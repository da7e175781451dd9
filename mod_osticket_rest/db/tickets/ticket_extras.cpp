// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_extras.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kAnswers{"ticket_extras.answers",
                             "SELECT e.object_id, v.field_id, v.value, v.value_id"
                             " FROM {form_entry} e JOIN {form_entry_values} v ON v.entry_id = e.id"
                             " WHERE e.object_type = 'T' AND e.object_id IN %s"
                             " ORDER BY e.object_id, e.sort, e.id, v.field_id",
                             1};

// Flag 1: Collaborator::FLAG_ACTIVE.
constexpr Statement kCollaborators{
    "ticket_extras.collaborators",
    "SELECT c.thread_id, c.user_id, c.flags & 1, u.name, a.address, c.created"
    " FROM {thread_collaborator} c"
    " LEFT JOIN {user} u ON u.id = c.user_id"
    " LEFT JOIN {user_email} a ON a.id = u.default_email_id"
    " WHERE c.thread_id IN %s"
    " ORDER BY c.thread_id, u.name, c.user_id",
    1};

// The organisation whose people were added; its id is all that the data holds then.
constexpr char kHistory[] =
    "SELECT e.thread_id, e.id, n.name, e.staff_id, e.team_id, e.dept_id, e.data, e.username, e.uid,"
    " e.uid_type = 'U', u.name, e.annulled, e.timestamp, COALESCE(o.name, '')"
    " FROM {thread_event} e"
    " LEFT JOIN {event} n ON n.id = e.event_id"
    " LEFT JOIN {user} u ON e.uid_type = 'U' AND u.id = e.uid"
    " LEFT JOIN {organization} o ON SUBSTRING(e.data, 2, 6) = '\"org\":'"
    "   AND o.id = CAST(SUBSTRING(e.data, 8) AS UNSIGNED)";
constexpr char kOfThreads[] = "e.thread_id IN %s";
constexpr char kOldestFirst[] = " ORDER BY e.thread_id, e.id";

HistoryRow history_of(const Row& r) {
  HistoryRow h;
  h.thread_id = r.number(0);
  h.id = r.number(1);
  h.event = r.string(2);
  h.staff_id = r.number(3);
  h.team_id = r.number(4);
  h.dept_id = r.number(5);
  h.data = r.string(6);
  h.username = r.string(7);
  h.user_id = r.number(8);
  h.is_by_user = r.flag(9);
  h.user_name = r.maybe_string(10);
  h.is_annulled = r.flag(11);
  h.created = r.string(12);
  h.organization = r.string(13);
  return h;
}

}  // namespace

base::Result<std::vector<TicketAnswerRow>> load_ticket_answers(
    Connection& connection, const std::vector<std::int64_t>& ids) {
  return select_all<TicketAnswerRow>(connection, kAnswers, {ids}, [](const Row& r) {
    return TicketAnswerRow{r.number(0), r.number(1), r.maybe_string(2), r.maybe_number(3)};
  });
}

base::Result<std::vector<CollaboratorRow>> load_thread_collaborators(
    Connection& connection, const std::vector<std::int64_t>& thread_ids) {
  return select_all<CollaboratorRow>(connection, kCollaborators, {thread_ids}, [](const Row& r) {
    return CollaboratorRow{r.number(0),       r.number(1),       r.flag(2),
                           r.maybe_string(3), r.maybe_string(4), r.string(5)};
  });
}

base::Result<std::vector<HistoryRow>> load_history(Connection& connection,
                                                   const std::vector<std::int64_t>& thread_ids,
                                                   const std::vector<std::string>& names) {
  QueryBuilder query;
  query.add(kHistory).where(kOfThreads, {thread_ids});
  std::string places;
  for (std::size_t i = 0; i < names.size(); ++i) places += i ? ", %s" : "%s";
  if (!names.empty())
    query.where(("n.name IN (" + places + ")").c_str(), Values(names.begin(), names.end()));
  query.add(kOldestFirst);
  return select_all<HistoryRow>(connection, query.statement("ticket_extras.history"),
                                query.values(), history_of);
}

}  // namespace ost::db
