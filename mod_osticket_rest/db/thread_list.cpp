// SPDX-License-Identifier: MIT
#include "db/thread_list.hpp"

#include <algorithm>
#include <string>

#include "db/query_builder.hpp"
#include "db/select_all.hpp"
#include "db/thread_list_sql.hpp"

namespace ost::db {
namespace {

ListedEntry entry_of(const Row& r) {
  ListedEntry e;
  e.thread_id = r.number(0);
  e.id = r.number(1);
  e.type = r.text(2).value_or("");
  e.created = r.text(3);
  e.body = r.text(4);
  e.format = r.text(5).value_or("");
  e.staff_id = r.number(6);
  e.user_id = r.number(7);
  return e;
}

std::string joined(const std::vector<std::int64_t>& ids) {
  std::string text;
  for (const std::int64_t id : ids) text += (text.empty() ? "" : ",") + std::to_string(id);
  return text;
}

}  // namespace

base::Status read_entries(Connection& connection, const EntryQuery& wanted,
                          const std::function<void(const ListedEntry&)>& each) {
  const auto& ids = wanted.thread_ids;
  QueryBuilder query;
  query.add(thread_list_sql::kColumns);
  if (wanted.after_id == 0) {
    query.where(thread_list_sql::kInThreads, {ids});
  } else {
    query.where(thread_list_sql::kGoingOn, {ids.front(), wanted.after_id,
                                            std::vector<std::int64_t>(ids.begin() + 1, ids.end())});
  }
  query.where(thread_list_sql::kNotHidden);
  if (!wanted.with_notes) query.where(thread_list_sql::kNoNote);
  if (std::is_sorted(ids.begin(), ids.end()))
    query.add(thread_list_sql::kInOrder, {wanted.limit});
  else
    query.add(thread_list_sql::kAsListed, {joined(ids), wanted.limit});
  return connection.select(query.statement("thread_list.entries"), query.values(),
                           [&](const Row& row) {
                             each(entry_of(row));
                             return base::Status();
                           });
}

base::Result<std::vector<std::int64_t>> find_threads(Connection& connection,
                                                     const std::vector<std::int64_t>& ids) {
  return select_all<std::int64_t>(connection, thread_list_sql::kThere, {ids},
                                  [](const Row& row) { return row.number(0); });
}

}  // namespace ost::db
