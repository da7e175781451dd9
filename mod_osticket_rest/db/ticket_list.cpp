// SPDX-License-Identifier: MIT
#include "db/ticket_list.hpp"

#include "db/query_builder.hpp"
#include "db/select_all.hpp"
#include "db/ticket_list_sql.hpp"

namespace ost::db {
namespace {

void add_filters(QueryBuilder& query, const ListQuery& list) {
  if (list.subject_part) query.add(ticket_list_sql::kJoinSubject);
  if (list.id) query.where("t.ticket_id = %s", {*list.id});
  if (list.status_id) query.where("t.status_id = %s", {*list.status_id});
  if (list.dept_id) query.where("t.dept_id = %s", {*list.dept_id});
  if (list.topic_id) query.where("t.topic_id = %s", {*list.topic_id});
  if (list.user_id) query.where("t.user_id = %s", {*list.user_id});
  if (list.subject_part)
    query.where("s.subject LIKE %s", {"%" + escape_like(*list.subject_part) + "%"});
}

ListedTicket ticket_of(const Row& r) {
  ListedTicket t;
  t.id = r.number(0);
  t.number = r.maybe_string(1);
  t.status_id = r.number(2);
  t.dept_id = r.number(3);
  t.topic_id = r.number(4);
  t.created = r.maybe_string(5);
  t.updated = r.maybe_string(6);
  t.user_name = r.maybe_string(7);
  t.user_email = r.maybe_string(8);
  t.thread_id = r.number(9);
  t.subject = r.maybe_string(10);
  t.priority = r.maybe_string(11);
  return t;
}

}  // namespace

base::Result<std::optional<std::int64_t>> find_owner(Connection& connection,
                                                     const std::string& address) {
  return select_one<std::optional<std::int64_t>>(
      connection, ticket_list_sql::kOwner, {address}, std::nullopt, [](const Row& r) {
        return r.number(0) > 0 ? std::optional<std::int64_t>(r.number(0)) : std::nullopt;
      });
}

base::Result<std::vector<ListedTicket>> load_page(Connection& connection, const ListQuery& list,
                                                  const ReadReference& reference) {
  QueryBuilder query;
  query.add(ticket_list_sql::kPageColumns);
  query.add(reference.has_subject ? ", c.subject" : ", NULL");
  query.add(reference.has_priority ? ", c.priority" : ", NULL");
  query.add(ticket_list_sql::kPageIds);
  add_filters(query, list);
  query.add(ticket_list_sql::kPageLimit, {list.per_page, (list.page - 1) * list.per_page});
  query.add(ticket_list_sql::kPageJoins);
  if (reference.has_subject || reference.has_priority) query.add(ticket_list_sql::kJoinCdata);
  query.add(ticket_list_sql::kPageOrder);
  auto page = select_all<ListedTicket>(connection, query.statement("ticket_list.page"),
                                       query.values(), ticket_of);
  if (!page) return page;
  // A ticket with two threads is still one ticket.
  auto& tickets = *page;
  for (std::size_t i = 1; i < tickets.size();)
    if (tickets[i].id == tickets[i - 1].id)
      tickets.erase(tickets.begin() + static_cast<std::ptrdiff_t>(i));
    else
      ++i;
  return page;
}

base::Result<std::int64_t> count_tickets(Connection& connection, const ListQuery& list) {
  QueryBuilder query;
  query.add(ticket_list_sql::kCount);
  add_filters(query, list);
  return select_one<std::int64_t>(connection, query.statement("ticket_list.count"), query.values(),
                                  0, [](const Row& r) { return r.number(0); });
}

}  // namespace ost::db
