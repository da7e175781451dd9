// SPDX-License-Identifier: MIT
#include "db/tickets/thread_list.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr char kSelect[] = "SELECT ";
constexpr char kFromEntries[] = " FROM {thread_entry} e";
constexpr char kInThreads[] = "e.thread_id IN %s";
constexpr char kGoingOn[] = "(e.thread_id = %s AND e.id > %s OR e.thread_id IN %s)";
constexpr char kNotHidden[] = "e.flags & 4 = 0";  // ThreadEntry::FLAG_HIDDEN
constexpr char kNoNote[] = "e.type <> 'N'";

constexpr char kStates[] =
    "SELECT e.thread_id, COUNT(*), MAX(e.id), MAX(p.updated) FROM {thread_entry} e"
    " LEFT JOIN {user} p ON p.id = e.user_id";
constexpr char kOfEach[] = " GROUP BY e.thread_id";

constexpr Statement kThere{"thread_list.there", "SELECT id FROM {thread} WHERE id IN %s", 1};

// The index of thread ids gives this order without sorting.
constexpr char kInOrder[] = " ORDER BY e.thread_id, e.id LIMIT %s";
// Threads whose ids do not ascend with their tickets'.
constexpr char kAsListed[] = " ORDER BY FIND_IN_SET(e.thread_id, %s), e.id LIMIT %s";

std::string joined(const std::vector<std::int64_t>& ids) {
  std::string text;
  for (const std::int64_t id : ids) text += (text.empty() ? "" : ",") + std::to_string(id);
  return text;
}

}  // namespace

std::string text_of(const ThreadState& state) {
  std::string text;
  for (const std::int64_t number : {state.thread_id, state.entries, state.last_id})
    text += std::to_string(number) + ';';
  return text;
}

ListedEntry entry_of(const Row& r, int column) {
  ListedEntry e;
  e.thread_id = r.number(column++);
  e.id = r.number(column++);
  e.type = r.text(column++).value_or("");
  e.created = r.text(column++);
  e.body = r.text(column++);
  e.format = r.text(column++).value_or("");
  e.staff_id = r.number(column++);
  e.user_id = r.number(column);
  return e;
}

void choose_shown(QueryBuilder& query, bool with_notes) {
  query.where(kNotHidden);
  if (!with_notes) query.where(kNoNote);
}

void choose_entries(QueryBuilder& query, const EntryQuery& wanted) {
  const auto& ids = wanted.thread_ids;
  if (wanted.after_id == 0) {
    query.where(kInThreads, {ids});
  } else {
    query.where(kGoingOn, {ids.front(), wanted.after_id,
                           std::vector<std::int64_t>(ids.begin() + 1, ids.end())});
  }
  choose_shown(query, wanted.with_notes);
  if (std::is_sorted(ids.begin(), ids.end()))
    query.add(kInOrder, {wanted.limit});
  else
    query.add(kAsListed, {joined(ids), wanted.limit});
}

base::Status read_entries(Connection& connection, const EntryQuery& wanted,
                          const std::function<void(const ListedEntry&)>& each) {
  QueryBuilder query;
  // Without the names of users: nearly all of them are known from the page of tickets, and two
  // joins would cost a third of this statement.
  query.add(kSelect).add(kEntryColumns).add(kFromEntries);
  choose_entries(query, wanted);
  return connection.select(query.statement("thread_list.entries"), query.values(),
                           [&](const Row& row) {
                             each(entry_of(row, 0));
                             return base::Status();
                           });
}

base::Result<std::vector<ThreadState>> load_thread_states(
    Connection& connection, const std::vector<std::int64_t>& thread_ids, bool with_notes) {
  std::vector<ThreadState> states;
  if (thread_ids.empty()) return states;
  QueryBuilder query;
  query.add(kStates).where(kInThreads, {thread_ids});
  choose_shown(query, with_notes);
  query.add(kOfEach);
  std::unordered_map<std::int64_t, ThreadState> found;
  const base::Status read =
      connection.select(query.statement("thread_list.states"), query.values(), [&](const Row& row) {
        found[row.number(0)] = {row.number(0), row.number(1), row.number(2), row.string(3)};
        return base::Status();
      });
  if (!read) return read.error();
  for (const std::int64_t id : thread_ids)
    if (const auto at = found.find(id); at != found.end()) states.push_back(at->second);
  return states;
}

base::Result<std::vector<std::int64_t>> find_threads(Connection& connection,
                                                     const std::vector<std::int64_t>& ids) {
  return select_all<std::int64_t>(connection, kThere, {ids},
                                  [](const Row& row) { return row.number(0); });
}

}  // namespace ost::db
