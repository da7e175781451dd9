// SPDX-License-Identifier: MIT
#include "api/read/write_threads.hpp"

#include <algorithm>
#include <set>

#include "api/caches.hpp"
#include "api/read/long_body.hpp"

namespace ost::api {
namespace {

/// What one statement over the threads has shown.
struct Reading {
  PageWriter::Taken last = PageWriter::Taken::kWritten;
  std::int64_t entries = 0;
  std::set<std::int64_t> unknown_authors{};
  std::vector<std::int64_t> shown{};      ///< threads with entries, in their order
  std::optional<LongEntry> long_entry{};  ///< the one to go on with
  bool is_end = false;                    ///< no entry is left
};

/// What the reading of entries needs beside the writer.
struct EntryTools {
  Page& page;
  Services& services;
};

// A page that says when one of its writers was changed last is not told who he was before that.
void take_entry(PageWriter& writer, const db::ListedEntry& entry, const EntryTools& tools,
                Reading& reading) {
  auto& [page, services] = tools;
  if (!writer.knows_writer_of(entry))
    services.caches.people.recall(entry.user_id, page.writers_changed,
                                  services.clock.monotonic_microseconds(), page.texts, page.people);
  if (reading.last == PageWriter::Taken::kWritten) {
    reading.last = writer.take(entry);
    if (reading.last == PageWriter::Taken::kTextInFiles) reading.long_entry.emplace(entry);
  }
  if (!writer.knows_writer_of(entry)) reading.unknown_authors.insert(entry.user_id);
}

base::Result<Reading> read_batch(PageWriter& writer, const db::EntryQuery& query,
                                 db::Connection& connection, const EntryTools& tools) {
  Reading reading;
  const base::Status read = db::read_entries(connection, query, [&](const db::ListedEntry& entry) {
    ++reading.entries;
    if (reading.shown.empty() || reading.shown.back() != entry.thread_id)
      reading.shown.push_back(entry.thread_id);
    take_entry(writer, entry, tools, reading);
  });
  if (!read) return read.error();
  reading.is_end = reading.last == PageWriter::Taken::kWritten && reading.entries < query.limit;
  return reading;
}

// The same of the entries that are there already.
Reading take_ahead(PageWriter& writer, const EntryTools& tools) {
  Reading reading;
  EntriesAhead& ahead = *tools.page.ahead;
  for (std::size_t i = ahead.written; i < ahead.entries.size(); ++i) {
    const bool goes_on = reading.last == PageWriter::Taken::kWritten;
    take_entry(writer, ahead.entries[i], tools, reading);
    const bool is_done = reading.last == PageWriter::Taken::kWritten || reading.long_entry;
    if (goes_on && is_done) ++ahead.written;
  }
  reading.is_end = reading.last == PageWriter::Taken::kWritten;
  return reading;
}

// The threads that the statement has read to their end without an entry and of which nothing is
// known yet, in the order of the page.
std::vector<std::int64_t> silent_threads(const db::EntryQuery& query, const Reading& reading,
                                         const Page& page) {
  const auto& ids = query.thread_ids;
  const bool is_whole = reading.entries < query.limit;
  const auto end = is_whole ? ids.end() : std::find(ids.begin(), ids.end(), reading.shown.back());
  std::vector<std::int64_t> silent;
  for (auto id = ids.begin(); id != end; ++id)
    if (page.silent_threads.count(*id) == 0 &&
        std::find(reading.shown.begin(), reading.shown.end(), *id) == reading.shown.end())
      silent.push_back(*id);
  return silent;
}

// Page and entries are read one after the other, without the round trips of a common snapshot. A
// ticket that was deleted in between takes its thread and all entries along: it is left out. In the
// middle of its entries that cannot be done any more.
base::Status leave_out_deleted(const db::EntryQuery& query, const Reading& reading,
                               db::Connection& connection, Page& page) {
  const std::vector<std::int64_t> silent = silent_threads(query, reading, page);
  if (silent.empty()) return {};
  const auto there = db::find_threads(connection, silent);
  if (!there) return there.error();
  page.silent_threads.insert(there->begin(), there->end());
  for (const std::int64_t id : silent) {
    if (std::find(there->begin(), there->end(), id) != there->end()) continue;
    if (query.after_id > 0 && id == query.thread_ids.front())
      return base::unavailable("a ticket was deleted while it was being read");
    const auto gone = std::find_if(page.tickets.begin(), page.tickets.end(),
                                   [&](const auto& ticket) { return ticket.thread_id == id; });
    page.tickets.erase(gone);
    --page.total;
  }
  return {};
}

base::Status load_files(const db::EntryQuery& query, db::Connection& connection,
                        EntryFiles& files) {
  if (!files.are_wanted()) return {};
  auto loaded = db::load_entry_files(connection, query);
  if (!loaded) return loaded.error();
  files.set(std::move(loaded).value());
  return {};
}

base::Status load_names(const std::set<std::int64_t>& unknown, db::Connection& connection,
                        const EntryTools& tools) {
  auto& [page, services] = tools;
  const std::vector<std::int64_t> ids(unknown.begin(), unknown.end());
  const std::int64_t now = services.clock.monotonic_microseconds();
  const auto read = db::load_people(connection, ids, page.texts, page.people);
  if (!read) return read.error();
  const std::int64_t life = services.settings.reference_seconds * 1000000;
  if (life == 0) return {};
  for (const std::int64_t id : ids)
    services.caches.people.keep(id, page.people.at(id), {now + life, *read});
  return {};
}

/// Where a batch has come to.
struct BatchEnd {
  bool is_end = false;  ///< no entry is left
  std::optional<LongEntry> long_entry{};
};

// Entries until none is left, the batch is full, or something has to be asked first.
base::Result<BatchEnd> write_batch(PageWriter& writer, db::Connection& connection,
                                   const EntryTools& tools) {
  Page& page = tools.page;
  db::EntryQuery query = writer.rest();
  query.with_notes = tools.services.scope.shows_notes();
  const bool is_ahead = page.ahead.has_value();
  if (query.thread_ids.empty() || (is_ahead && page.ahead->left() == 0)) return BatchEnd{true};
  if (is_ahead) query.limit = static_cast<std::int64_t>(page.ahead->left());
  if (base::Status loaded = load_files(query, connection, *page.view.files); !loaded)
    return loaded.error();
  auto reading =
      is_ahead ? take_ahead(writer, tools) : read_batch(writer, query, connection, tools);
  if (!reading) return reading.error();
  if (reading->last == PageWriter::Taken::kWriterUnknown)
    if (base::Status named = load_names(reading->unknown_authors, connection, tools); !named)
      return named.error();
  if (reading->last == PageWriter::Taken::kFilesUnknown) page.view.files->want();
  if (!is_ahead)
    if (base::Status left = leave_out_deleted(query, *reading, connection, page); !left)
      return left.error();
  return BatchEnd{reading->is_end, std::move(reading->long_entry)};
}

}  // namespace

base::Status write_threads(PageWriter& writer, Page& page, Services& services,
                           const ThreadOutput& output) {
  auto& [lease, sink, before_sending] = output;
  for (;;) {
    const auto end = write_batch(writer, lease->connection(), {page, services});
    if (!end) return end.error();
    if (end->is_end) return {};
    const bool is_full = sink.pending() >= kBatchBytes;
    if (is_full || end->long_entry)
      if (base::Status ready = before_sending(lease->connection()); !ready) return ready;
    if (end->long_entry) {
      base::Status written = write_long_entry(writer, *end->long_entry, {services, lease, sink});
      if (!written) return written;
    }
    if (sink.pending() >= kBatchBytes) {
      lease.reset();
      if (base::Status flushed = sink.flush(); !flushed) return flushed;
    }
    if (lease) continue;
    auto next = services.pool.lease();
    if (!next) return next.error();
    lease = std::move(next).value();
  }
}

}  // namespace ost::api
