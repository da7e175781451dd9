// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "api/json/json_writer.hpp"
#include "api/read/list_params.hpp"
#include "api/read/ticket_json.hpp"
#include "api/sink.hpp"
#include "base/text_arena.hpp"
#include "db/people/people.hpp"
#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::api {

/// An answer is passed on in pieces of about this size, between which no connection is held.
constexpr std::size_t kBatchBytes = 1024 * 1024;

/// All entries of a ticket by itself that came along with it and wait to be written.
struct EntriesAhead {
  std::vector<db::ListedEntry> entries{};
  std::size_t written = 0;

  std::size_t left() const { return entries.size() - written; }
};

/// What a list shows, but for the entries of its threads.
struct Page {
  View view;
  Includes includes;
  base::TextArena texts;
  std::vector<db::ListedTicket> tickets;
  db::People people;  ///< users whose names are known
  std::int64_t total = 0;
  /// Where the list goes on; empty where it ends, or has numbered pages.
  std::optional<db::TicketPosition> next{};
  std::optional<std::string> next_cursor{};  ///< the same as clients see it
  /// Threads that are there and were found without an entry to show.
  std::unordered_set<std::int64_t> silent_threads{};
  std::optional<EntriesAhead> ahead{};
  /// The states of the threads that show an entry, in the order of the tickets, where they are
  /// known.
  std::optional<std::vector<db::ThreadState>> threads{};
  /// The last change of a user who wrote in one of them, where they are known.
  std::string writers_changed{};
};

/// Writes a list, or one ticket by itself: lays the entries, as they come, between the tickets they
/// belong to.
class PageWriter {
 public:
  enum class Taken {
    kWritten,
    kBatchIsFull,
    kWriterUnknown,
    kTicketUncertain,
    kFilesUnknown,
    kTextInFiles,
  };
  enum class Shape { kList, kTicket };

  PageWriter(const Page& page, Shape shape, Sink& sink)
      : page_(page), shape_(shape), sink_(sink), json_(text_) {}

  void open();
  /// Writes an entry, unless the batch is full, the user who wrote it or the files that it needs
  /// are not known yet, its text is in files, or a ticket before it has shown no entry, so that it
  /// may have been deleted since the page was read; the reading then has to go on from `rest()`.
  Taken take(const db::ListedEntry& entry);
  /// Writes an entry whose text is in files, which `begin_long` tells, around its text.
  std::vector<db::StoredFile> begin_long(const db::ListedEntry& entry);
  void add_to_body(std::string_view text);
  void end_long(const db::ListedEntry& entry);
  /// False when the name of the user who wrote the entry still has to be asked for.
  bool knows_writer_of(const db::ListedEntry& entry) const;
  /// The states of the threads of which entries were written, in their order, without their
  /// writers.
  const std::vector<db::ThreadState>& threads() const { return threads_; }

  /// The threads still to be read, the one that is being written first. No threads: all is done.
  db::EntryQuery rest() const;
  /// Writes the tickets that are left, and the pagination.
  void close_list(const ReadParams& params);
  /// Ends the one ticket.
  void close_ticket();

 private:
  bool is_of_current(const db::ListedEntry& entry) const;
  bool needs_files(const db::ListedEntry& entry) const;
  ShownEntry shown(const db::ListedEntry& entry) const;
  void has_written(const db::ListedEntry& entry);
  bool passes_uncertain_ticket(const db::ListedEntry& entry) const;
  void step();
  void write_pagination(const ReadParams& params);
  std::int64_t limit() const;
  void pass_on();

  const Page& page_;
  const Shape shape_;
  const db::Person nobody_{};
  Sink& sink_;
  std::string text_;
  JsonWriter json_;
  std::vector<db::ThreadState> threads_{};
  std::size_t next_ = 0;  // the ticket to open next; the current one is the one before it
  std::int64_t last_entry_ = 0;
  std::int64_t taken_ = 0;
  std::size_t bytes_ = 0;
  std::optional<ImageAddresses> addresses_{};  // of the text that is being written
};

}  // namespace ost::api
