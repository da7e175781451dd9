// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_list.hpp"

#include "base/unicode.hpp"
#include "db/query_builder.hpp"
#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr Statement kOwner{"ticket_list.owner",
                           "SELECT user_id, address FROM {user_email} WHERE address = %s", 1};

// The tables of one page, in the order of the ids. Every join is by a key, so that the first rows
// are the page and nothing is sorted or written to a temporary table.
constexpr char kPageColumns[] =
    "SELECT t.ticket_id, t.number, t.status_id, t.dept_id, t.topic_id, t.created, t.updated,"
    " t.user_id, u.name, e.address, h.id";
constexpr char kPageTables[] = " FROM {ticket} t";
constexpr char kPageJoins[] =
    " LEFT JOIN {user} u ON u.id = t.user_id"
    " LEFT JOIN {user_email} e ON e.id = u.default_email_id"
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')";
constexpr char kJoinCdata[] = " LEFT JOIN {ticket__cdata} c ON c.ticket_id = t.ticket_id";
constexpr char kFrom[] = "t.ticket_id >= %s";
constexpr char kPageLimit[] = " ORDER BY t.ticket_id LIMIT %s";

// Where a page starts is found in an index alone; the wide rows are fetched for its tickets only.
constexpr char kStart[] = "SELECT t.ticket_id FROM {ticket} t";
constexpr char kStartLimit[] = " ORDER BY t.ticket_id LIMIT 1 OFFSET %s";

constexpr char kJoinSubject[] = " JOIN {ticket__cdata} s ON s.ticket_id = t.ticket_id";

constexpr char kCount[] = "SELECT COUNT(*) FROM {ticket} t";

void add_conditions(QueryBuilder& query, const ListQuery& list) {
  if (list.id) query.where("t.ticket_id = %s", {*list.id});
  if (list.status_id) query.where("t.status_id = %s", {*list.status_id});
  if (list.dept_id) query.where("t.dept_id = %s", {*list.dept_id});
  if (list.topic_id) query.where("t.topic_id = %s", {*list.topic_id});
  if (list.user_id) query.where("t.user_id = %s", {*list.user_id});
  if (list.subject_part)
    query.where("s.subject LIKE %s", {"%" + escape_like(*list.subject_part) + "%"});
}

void add_filters(QueryBuilder& query, const ListQuery& list) {
  if (list.subject_part) query.add(kJoinSubject);
  add_conditions(query, list);
}

ListedTicket ticket_of(const Row& r, base::TextArena& arena) {
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
  t.thread_id = r.number(10);
  t.subject = arena.keep(r.text(11));
  t.priority = arena.keep(r.text(12));
  return t;
}

void build_page(QueryBuilder& query, const ListQuery& list, std::int64_t first_id,
                const ReadReference& reference) {
  query.add(kPageColumns);
  query.add(reference.has_subject ? ", c.subject" : ", NULL");
  query.add(reference.has_priority ? ", c.priority" : ", NULL");
  query.add(kPageTables);
  if (list.subject_part) query.add(kJoinSubject);
  query.add(kPageJoins);
  if (reference.has_subject || reference.has_priority) query.add(kJoinCdata);
  add_conditions(query, list);
  if (first_id > 0) query.where(kFrom, {first_id});
}

}  // namespace

base::Result<std::optional<std::int64_t>> find_owner(Connection& connection,
                                                     const std::string& address) {
  // The column's collation takes jöhn for john.
  std::optional<std::int64_t> owner;
  const base::Status read = connection.select(kOwner, {address}, [&](const Row& row) {
    if (row.number(0) > 0 && base::equal_but_for_case(row.string(1), address))
      owner = row.number(0);
    return base::Status();
  });
  if (!read) return read.error();
  return owner;
}

base::Result<std::optional<std::int64_t>> find_page_start(Connection& connection,
                                                          const ListQuery& list) {
  QueryBuilder query;
  query.add(kStart);
  add_filters(query, list);
  query.add(kStartLimit, {(list.page - 1) * list.per_page});
  return select_one<std::optional<std::int64_t>>(
      connection, query.statement("ticket_list.start"), query.values(), std::nullopt,
      [](const Row& r) { return std::optional<std::int64_t>(r.number(0)); });
}

base::Result<std::vector<ListedTicket>> load_page(Connection& connection, const ListQuery& list,
                                                  std::int64_t first_id,
                                                  const ReadReference& reference,
                                                  base::TextArena& arena) {
  std::vector<ListedTicket> page;
  const auto wanted = static_cast<std::size_t>(list.per_page);
  page.reserve(wanted);
  // A ticket with two threads comes in two rows and is still one ticket, so a page may want another
  // reading; every other page is whole after the first.
  for (std::int64_t rows = list.per_page; page.size() < wanted && rows == list.per_page;) {
    QueryBuilder query;
    build_page(query, list, page.empty() ? first_id : page.back().id + 1, reference);
    query.add(kPageLimit, {list.per_page});
    rows = 0;
    const auto read = [&](const Row& row) {
      ++rows;
      const bool is_new = page.empty() || page.back().id != row.number(0);
      if (is_new && page.size() < wanted) page.push_back(ticket_of(row, arena));
      return base::Status();
    };
    const base::Status done =
        connection.select(query.statement("ticket_list.page"), query.values(), read);
    if (!done) return done.error();
  }
  return page;
}

base::Result<std::int64_t> count_tickets(Connection& connection, const ListQuery& list) {
  QueryBuilder query;
  query.add(kCount);
  add_filters(query, list);
  return select_one<std::int64_t>(connection, query.statement("ticket_list.count"), query.values(),
                                  0, [](const Row& r) { return r.number(0); });
}

}  // namespace ost::db
