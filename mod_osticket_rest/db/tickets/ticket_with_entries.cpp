// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_with_entries.hpp"

#include <algorithm>
#include <string>

#include "db/tickets/listed_ticket.hpp"
#include "db/tickets/ticket_conditions.hpp"

namespace ost::db {
namespace {

// Without an order, which would cost a temporary table: the few rows are put in order when they are
// there. So a reading that its limit has cut is none.
constexpr char kJoinEntries[] =
    " LEFT JOIN {thread_entry} e ON e.thread_id = h.id AND e.flags & 4 = 0";  // FLAG_HIDDEN
constexpr char kNoNote[] = " AND e.type <> 'N'";
constexpr char kIdsAlone[] = "e.thread_id, e.id, '', NULL, NULL, '', 0, 0";
constexpr char kWriterColumn[] = ", p.updated";
constexpr char kJoinWriter[] = " LEFT JOIN {user} p ON p.id = e.user_id";
constexpr char kMost[] = " LIMIT %s";

/// Takes the rows as they come: each has the ticket, with a thread and an entry of it.
class Taker {
 public:
  Taker(const ListQuery& list, const EntryBounds& bounds, base::TextArena& arena)
      : list_(list), bounds_(bounds), arena_(arena), first_column_(count_ticket_columns(list)) {}

  void take(const Row& row) {
    ++rows_;
    take_ticket(row);
    if (!row.text(first_column_)) return;
    const ListedEntry entry = entry_of(row, first_column_);
    bytes_ += entry.body.value_or("").size();
    if (bytes_ <= bounds_.bytes) entries_.push_back(kept(entry));
    if (!list_.with_whole_state) return;
    const auto changed = row.text(first_column_ + kEntryColumnCount).value_or("");
    if (changed > read_.writers_changed) read_.writers_changed = changed;
  }

  TicketWithEntries finish() && {
    if (rows_ > bounds_.most || bytes_ > bounds_.bytes) return std::move(read_);
    const std::int64_t shown = read_.tickets.empty() ? 0 : read_.tickets.front().thread_id;
    const auto is_of_other = [&](const ListedEntry& e) { return e.thread_id != shown; };
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), is_of_other), entries_.end());
    std::sort(entries_.begin(), entries_.end(),
              [](const ListedEntry& a, const ListedEntry& b) { return a.id < b.id; });
    read_.entries = std::move(entries_);
    return std::move(read_);
  }

 private:
  // A ticket with two threads is shown with the first one, as in a list.
  void take_ticket(const Row& row) {
    if (read_.tickets.empty()) {
      read_.tickets.push_back(ticket_of(row, list_, arena_));
    } else if (row.number(kThreadIdColumn) < read_.tickets.front().thread_id) {
      read_.tickets.front() = ticket_of(row, list_, arena_);
    }
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
  std::vector<ListedEntry> entries_{};
  std::size_t rows_ = 0;
  std::size_t bytes_ = 0;
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
  add_ticket_columns(query, list, reading.names);
  query.add(", ").add(bounds.with_texts ? kEntryColumns : kIdsAlone);
  query.add(list.with_whole_state ? kWriterColumn : "");
  add_ticket_tables(query);
  add_ticket_joins(query, list, reading.names);
  query.add(kJoinEntries).add(bounds.with_notes ? "" : kNoNote);
  if (list.with_whole_state) query.add(kJoinWriter);
  add_conditions(query, list);
  query.add(kMost, {static_cast<std::int64_t>(bounds.most) + 1});
  Taker taker(list, bounds, reading.arena);
  const char* label = bounds.with_texts ? "ticket_list.with_entries" : "ticket_list.with_state";
  const base::Status read =
      connection.select(query.statement(label), query.values(), [&](const Row& row) {
        taker.take(row);
        return base::Status();
      });
  if (!read) return read.error();
  return std::move(taker).finish();
}

}  // namespace ost::db
