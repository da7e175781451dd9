// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_with_entries.hpp"

#include <string>

#include "db/tickets/listed_ticket.hpp"
#include "db/tickets/ticket_conditions.hpp"

namespace ost::db {
namespace {

// The ticket's row, then those of the entries, so that neither repeats the other's columns. The
// thread's id is found first and is a constant for what chooses the entries: an index gives their
// order.
constexpr char kThen[] = ") UNION ALL (SELECT ";
constexpr char kFromThread[] = " FROM {thread_entry} e";
constexpr char kOfThread[] =
    "e.thread_id = (SELECT MIN(x.id) FROM {thread} x WHERE x.object_id = %s"
    " AND x.object_type IN ('T', 'C'))";
constexpr char kFirst[] = " ORDER BY e.id LIMIT %s)";

std::string nulls(int count) {
  std::string text = "NULL";
  for (int i = 1; i < count; ++i) text += ", NULL";
  return text;
}

void add_ticket(QueryBuilder& query, const ListQuery& list, const ShownNames& names) {
  query.add("(");
  add_ticket_columns(query, list, names);
  query.add(", ").add(nulls(kEntryColumnCount).c_str());
  add_ticket_tables(query);
  add_ticket_joins(query, names);
  add_conditions(query, list);
}

/// Takes the rows as they come.
class Taker {
 public:
  Taker(const ListQuery& list, const EntryBounds& bounds, base::TextArena& arena)
      : list_(list), bounds_(bounds), arena_(arena), first_column_(count_ticket_columns(list)) {}

  void take(const Row& row) {
    if (row.text(0)) return take_ticket(row);
    ++rows_;
    const ListedEntry entry = entry_of(row, first_column_);
    bytes_ += entry.body.value_or("").size();
    if (bytes_ <= bounds_.bytes) read_.entries.push_back(kept(entry));
  }

  // A ticket with two threads is shown with the one that its first row has.
  TicketWithEntries finish() && {
    read_.has_all = rows_ < bounds_.limit && bytes_ <= bounds_.bytes && !has_other_thread_;
    if (has_other_thread_) read_.entries.clear();
    return std::move(read_);
  }

 private:
  void take_ticket(const Row& row) {
    const ListedTicket ticket = ticket_of(row, list_, arena_);
    if (read_.tickets.empty()) read_.tickets.push_back(ticket);
    if (ticket.thread_id < read_.tickets.front().thread_id) has_other_thread_ = true;
  }

  ListedEntry kept(ListedEntry entry) {
    entry.type = arena_.keep(entry.type);
    entry.created = arena_.keep(entry.created);
    entry.body = arena_.keep(entry.body);
    entry.format = arena_.keep(entry.format);
    return entry;
  }

  const ListQuery& list_;
  const EntryBounds& bounds_;
  base::TextArena& arena_;
  const int first_column_;
  TicketWithEntries read_{};
  std::int64_t rows_ = 0;
  std::size_t bytes_ = 0;
  bool has_other_thread_ = false;
};

}  // namespace

bool is_one_id(const ListQuery& list) {
  if (list.page != 1 || list.conditions.size() != 1 || list.after || list.search) return false;
  const TicketCondition& condition = list.conditions.front();
  return list.answers.empty() && list.order.empty() && condition.column == TicketColumn::kId &&
         condition.test == TicketCondition::Test::kAnyOf && condition.numbers.size() == 1;
}

base::Result<TicketWithEntries> load_with_entries(Connection& connection, const ListQuery& list,
                                                  const EntryBounds& bounds,
                                                  const TicketReading& reading) {
  QueryBuilder query;
  add_ticket(query, list, reading.names);
  QueryBuilder entries;
  entries.add(nulls(count_ticket_columns(list)).c_str()).add(", ").add(kEntryColumns);
  entries.add(kFromThread);
  entries.where(kOfThread, {list.conditions.front().numbers.front()});
  choose_shown(entries, bounds.with_notes);
  entries.add(kFirst, {bounds.limit});
  query.add(kThen).add(entries.statement("ticket_list.entries").text, entries.values());
  Taker taker(list, bounds, reading.arena);
  const base::Status read = connection.select(query.statement("ticket_list.with_entries"),
                                              query.values(), [&](const Row& row) {
                                                taker.take(row);
                                                return base::Status();
                                              });
  if (!read) return read.error();
  return std::move(taker).finish();
}

}  // namespace ost::db
