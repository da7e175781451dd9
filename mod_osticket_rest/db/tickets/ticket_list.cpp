// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_list.hpp"

#include <unordered_map>

#include "base/text.hpp"
#include "db/query.hpp"
#include "db/tickets/listed_ticket.hpp"
#include "db/tickets/ticket_conditions.hpp"

namespace ost::db {
namespace {

constexpr Statement kOwner{"ticket_list.owner",
                           "SELECT user_id, address FROM {user_email} WHERE address = %s", 1};

constexpr char kFrom[] = "t.ticket_id >= %s";
constexpr char kOfIds[] = "t.ticket_id IN %s";
constexpr char kPageLimit[] = " ORDER BY t.ticket_id LIMIT %s";

// Where a page starts is found in an index alone; the wide rows are fetched for its tickets only.
constexpr char kStart[] = "SELECT t.ticket_id";
constexpr char kStartLimit[] = " ORDER BY t.ticket_id LIMIT 1 OFFSET %s";
constexpr char kLimit[] = " LIMIT %s";
constexpr char kOffset[] = " OFFSET %s";

constexpr char kCount[] = "SELECT COUNT(*)";

// What is counted or walked over, without what a page shows.
void add_filtered(QueryBuilder& query, const ListQuery& list, Joined joined) {
  add_tickets(query, list);
  add_joins(query, list, joined);
  add_conditions(query, list);
}

PlacedTicket placed_of(const Row& row, const ListQuery& list) {
  PlacedTicket placed;
  placed.id = row.number(0);
  for (std::size_t i = 0; i + 1 < list.order.size(); ++i)
    placed.position.push_back(row.string(static_cast<int>(i) + 1));
  placed.position.push_back(row.string(0));
  return placed;
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

bool is_by_id(const ListQuery& list) {
  if (list.search) return false;
  return list.order.empty() ||
         (list.order.front().key == TicketKey::kId && !list.order.front().is_descending);
}

base::Result<std::optional<std::int64_t>> find_page_start(Connection& connection,
                                                          const ListQuery& list) {
  QueryBuilder query;
  query.add(kStart);
  add_filtered(query, list, Joined::kConditions);
  query.add(kStartLimit, {(list.page - 1) * list.per_page});
  return select_one<std::optional<std::int64_t>>(
      connection, query.statement("ticket_list.start"), query.values(), std::nullopt,
      [](const Row& r) { return std::optional<std::int64_t>(r.number(0)); });
}

base::Result<std::vector<ListedTicket>> load_page(Connection& connection, const ListQuery& list,
                                                  std::int64_t first_id,
                                                  const TicketReading& reading) {
  std::vector<ListedTicket> page;
  const auto wanted = static_cast<std::size_t>(list.per_page);
  page.reserve(wanted);
  // A ticket with two threads comes in two rows and is still one ticket, so a page may want another
  // reading; every other page is whole after the first.
  for (std::int64_t rows = list.per_page; page.size() < wanted && rows == list.per_page;) {
    const std::int64_t from = page.empty() ? first_id : page.back().id + 1;
    QueryBuilder query;
    add_ticket_columns(query, list, reading.names);
    add_ticket_tables(query);
    add_joins(query, list, Joined::kConditions);
    add_ticket_joins(query, list, reading.names);
    add_conditions(query, list);
    if (from > 0) query.where(kFrom, {from});
    query.add(kPageLimit, {list.per_page});
    rows = 0;
    const auto read = [&](const Row& row) {
      ++rows;
      const bool is_new = page.empty() || page.back().id != row.number(0);
      if (is_new && page.size() < wanted) page.push_back(ticket_of(row, list, reading.arena));
      return base::Status();
    };
    const base::Status done =
        connection.select(query.statement("ticket_list.page"), query.values(), read);
    if (!done) return done.error();
  }
  return page;
}

std::string whole_state(const ListedTicket& ticket, const std::vector<ThreadState>& threads) {
  std::string text(ticket.state);
  for (const ThreadState& thread : threads) text += text_of(thread) + thread.writers_changed;
  return text;
}

base::Result<std::string> load_whole_state(Connection& connection, std::int64_t id,
                                           const ShownNames& names, bool with_notes) {
  ListQuery list;
  list.add(TicketColumn::kId, id);
  list.with_details = true;
  list.with_whole_state = true;
  list.per_page = 1;
  base::TextArena arena;
  const auto page = load_page(connection, list, 0, {names, arena});
  if (!page) return page.error();
  if (page->empty()) return std::string();
  const ListedTicket& ticket = page->front();
  const auto threads = load_thread_states(connection, {ticket.thread_id}, with_notes);
  if (!threads) return threads.error();
  return whole_state(ticket, *threads);
}

base::Result<std::vector<PlacedTicket>> place_page(Connection& connection, const ListQuery& list) {
  QueryBuilder query;
  query.add(kStart);
  add_keys(query, list);
  add_filtered(query, list, Joined::kConditionsAndOrder);
  add_position(query, list);
  add_order(query, list);
  query.add(kLimit, {list.per_page});
  if (!list.after && list.page > 1) query.add(kOffset, {(list.page - 1) * list.per_page});
  return select_all<PlacedTicket>(connection, query.statement("ticket_list.place"), query.values(),
                                  [&](const Row& row) { return placed_of(row, list); });
}

base::Result<std::vector<ListedTicket>> load_tickets(Connection& connection, const ListQuery& list,
                                                     const std::vector<PlacedTicket>& placed,
                                                     const TicketReading& reading) {
  std::vector<std::int64_t> ids;
  for (const PlacedTicket& ticket : placed) ids.push_back(ticket.id);
  QueryBuilder query;
  add_ticket_columns(query, list, reading.names);
  add_ticket_tables(query);
  add_ticket_joins(query, list, reading.names);
  query.where(kOfIds, {ids});
  std::unordered_map<std::int64_t, ListedTicket> found;
  const base::Status read =
      connection.select(query.statement("ticket_list.tickets"), query.values(), [&](const Row& r) {
        if (found.count(r.number(0)) == 0)
          found.emplace(r.number(0), ticket_of(r, list, reading.arena));
        return base::Status();
      });
  if (!read) return read.error();
  std::vector<ListedTicket> tickets;
  for (const std::int64_t id : ids)
    if (const auto at = found.find(id); at != found.end()) tickets.push_back(at->second);
  return tickets;
}

base::Result<std::int64_t> count_tickets(Connection& connection, const ListQuery& list) {
  QueryBuilder query;
  query.add(kCount);
  add_filtered(query, list, Joined::kConditions);
  return select_one<std::int64_t>(connection, query.statement("ticket_list.count"), query.values(),
                                  0, [](const Row& r) { return r.number(0); });
}

}  // namespace ost::db
