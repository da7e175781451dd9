// SPDX-License-Identifier: MIT
#include "db/tickets/listed_ticket.hpp"

namespace ost::db {
namespace {

// Every join is by a key, so that the first rows in the order of the ids are the page and nothing
// is sorted or written to a temporary table.
constexpr char kPageColumns[] =
    "SELECT t.ticket_id, t.number, t.status_id, t.dept_id, t.topic_id, t.created, t.updated,"
    " t.user_id, u.name, m.address";
constexpr char kThreadColumn[] = ", h.id";
constexpr char kNoThread[] = ", 0";
constexpr char kPageTables[] = " FROM {ticket} t";
constexpr char kPageJoins[] =
    " LEFT JOIN {user} u ON u.id = t.user_id"
    " LEFT JOIN {user_email} m ON m.id = u.default_email_id";
constexpr char kJoinThread[] =
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')";
constexpr char kJoinCdata[] = " LEFT JOIN {ticket__cdata} c ON c.ticket_id = t.ticket_id";
constexpr char kDetailColumns[] =
    ", t.staff_id, t.team_id, t.sla_id, u.org_id, t.ticket_pid, t.flags & 3, t.isoverdue,"
    " t.isanswered, COALESCE(t.duedate, t.est_duedate), t.closed, t.reopened, h.lastmessage,"
    " h.lastresponse, t.source";
constexpr char kWholeState[] =
    ", t.lastupdate, t.flags, t.duedate, t.est_duedate, t.source_extra,"
    " (SELECT BIT_XOR(CRC32(CONCAT_WS('|', v.field_id, v.value, v.value_id)))"
    " FROM {form_entry} f JOIN {form_entry_values} v ON v.entry_id = f.id"
    " WHERE f.object_type = 'T' AND f.object_id = t.ticket_id)";
constexpr int kFirstDetail = 13;
constexpr int kDetails = 14;
constexpr int kWholeStateColumns = 6;

TicketDetails details_of(const Row& r, base::TextArena& arena) {
  int column = kFirstDetail;
  TicketDetails d;
  d.staff_id = r.number(column++);
  d.team_id = r.number(column++);
  d.sla_id = r.number(column++);
  d.organization_id = r.number(column++);
  // A ticket that is only linked has a parent too.
  const std::int64_t parent = r.number(column++);
  d.merged_into = r.flag(column++) ? parent : 0;
  d.is_overdue = r.flag(column++);
  d.is_answered = r.flag(column++);
  for (auto* text : {&d.due, &d.closed, &d.reopened, &d.last_message, &d.last_response, &d.source})
    *text = arena.keep(r.text(column++));
  return d;
}

// NULL is told from a text, and two texts never run together into one.
std::string joined_cells(const Row& r, int end) {
  std::string cells;
  for (int column = 0; column < end; ++column) {
    const auto text = r.text(column);
    if (text) cells.append(std::to_string(text->size())).append(":").append(*text);
    cells.push_back(';');
  }
  return cells;
}

std::string_view state_of(const Row& r, const ListQuery& list, base::TextArena& arena) {
  if (!list.with_whole_state) return {};
  const std::string cells = joined_cells(r, count_ticket_columns(list));
  return arena.keep(std::string_view(cells));
}

}  // namespace

void add_ticket_columns(QueryBuilder& query, const ListQuery& list, const ShownNames& names) {
  query.add(kPageColumns);
  query.add(list.with_thread ? kThreadColumn : kNoThread);
  query.add(names.has_subject ? ", c.subject" : ", NULL");
  query.add(names.has_priority ? ", c.priority" : ", NULL");
  if (list.with_details) query.add(kDetailColumns);
  if (list.with_whole_state) query.add(kWholeState);
}

int count_ticket_columns(const ListQuery& list) {
  return kFirstDetail + (list.with_details ? kDetails : 0) +
         (list.with_whole_state ? kWholeStateColumns : 0);
}

void add_ticket_tables(QueryBuilder& query) {
  query.add(kPageTables);
}

void add_ticket_joins(QueryBuilder& query, const ListQuery& list, const ShownNames& names) {
  query.add(kPageJoins);
  if (list.with_thread) query.add(kJoinThread);
  if (names.has_subject || names.has_priority) query.add(kJoinCdata);
}

ListedTicket ticket_of(const Row& r, const ListQuery& list, base::TextArena& arena) {
  ListedTicket t;
  t.id = r.number(0);
  t.number = arena.keep(r.text(1));
  t.status_id = r.number(2);
  t.dept_id = r.number(3);
  t.topic_id = r.number(4);
  t.created = arena.keep(r.text(5));
  t.updated = arena.keep(r.text(6));
  t.user_id = r.number(7);
  t.user_name = arena.keep(r.text(8));
  t.user_email = arena.keep(r.text(9));
  t.thread_id = r.number(kThreadIdColumn);
  t.subject = arena.keep(r.text(11));
  t.priority = arena.keep(r.text(12));
  if (list.with_details) t.details = details_of(r, arena);
  t.state = state_of(r, list, arena);
  return t;
}

}  // namespace ost::db
