// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/query.hpp"

namespace ost::db {

/// An entry of a thread while its row is being read; the views end with the row.
struct ListedEntry {
  std::int64_t thread_id = 0;
  std::int64_t id = 0;
  std::string_view type;  ///< M: message, R: response, N: note
  std::optional<std::string_view> created;
  std::optional<std::string_view> body;
  std::string_view format;
  std::int64_t staff_id = 0;
  std::int64_t user_id = 0;
};

/// Where a reading of several threads goes on: behind entry `after_id` of the first thread, then
/// through the others.
struct EntryQuery {
  std::vector<std::int64_t> thread_ids;  ///< in the order in which they are wanted; not empty
  std::int64_t after_id = 0;
  std::int64_t limit = 0;
  bool with_notes = true;
};

/// What tells one state of a thread from another, of the entries that are shown: they are never
/// changed, as osTicket adds a new one in the place of one that is edited.
struct ThreadState {
  std::int64_t thread_id = 0;
  std::int64_t entries = 0;
  std::int64_t last_id = 0;
  std::string writers_changed;  ///< the last change of a user who wrote; database time, "" for none
};

/// A text for it, but for the writers.
std::string text_of(const ThreadState& state);

/// The columns of {thread_entry} e that a ListedEntry is made of.
constexpr char kEntryColumns[] =
    "e.thread_id, e.id, e.type, e.created, e.body, e.format, e.staff_id, e.user_id";
constexpr int kEntryColumnCount = 8;

/// The entry of a row in which these columns begin at `column`.
ListedEntry entry_of(const Row& row, int column);

/// Adds to a query over {thread_entry} e which of them are shown at all.
void choose_shown(QueryBuilder& query, bool with_notes);

/// Adds to a query over {thread_entry} e which entries are wanted, and their order.
void choose_entries(QueryBuilder& query, const EntryQuery& wanted);

/// The entries that osTicket does not hide, internal notes only where they are wanted, in the order
/// of the threads and in each by id, in one statement.
base::Status read_entries(Connection& connection, const EntryQuery& query,
                          const std::function<void(const ListedEntry&)>& each);

/// The states of those of the threads that show an entry, in the order of `thread_ids`, in one
/// statement that reads no text.
base::Result<std::vector<ThreadState>> load_thread_states(
    Connection& connection, const std::vector<std::int64_t>& thread_ids, bool with_notes);

/// Those of the threads that are there.
base::Result<std::vector<std::int64_t>> find_threads(Connection& connection,
                                                     const std::vector<std::int64_t>& ids);

}  // namespace ost::db
