// SPDX-License-Identifier: MIT
// What is told of rows that tell of changes, in which order, and where the next answer goes on.
#include "api/read/change_feed.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

using Of = db::ChangeRow::Of;
constexpr std::int64_t kDeleted = 9;
constexpr std::int64_t kPublic = 5;

std::string at(int minute) {
  return "2025-06-01 10:" + std::to_string(minute) + ":00";
}

db::ChangeRow row(Of of, int minute, std::int64_t id, std::int64_t ticket_id, int updated) {
  db::ChangeRow made;
  made.of = of;
  made.time = at(minute);
  made.id = id;
  made.ticket_id = ticket_id;
  made.thread_id = ticket_id + 100;
  if (updated > 0) made.ticket_updated = at(updated);
  return made;
}

db::ChangeRow ticket(int minute, std::int64_t id) {
  return row(Of::kTicket, minute, id, id, minute);
}

db::ChangeRow event(int minute, std::int64_t id, std::int64_t kind, std::int64_t ticket_id,
                    int updated) {
  db::ChangeRow made = row(Of::kEvent, minute, id, ticket_id, updated);
  made.kind = kind;
  return made;
}

db::ChangeRow note(int minute, std::int64_t id, std::int64_t ticket_id, int updated) {
  db::ChangeRow made = row(Of::kEntry, minute, id, ticket_id, updated);
  made.is_note = true;
  return made;
}

}  // namespace

TEST_GROUP(ChangeFeed) {
  api::ChangeSources sources{};
  api::FeedRules rules{};
  db::ChangeMarks marks{};

  void setup() override {
    rules.deleted_event = kDeleted;
    rules.public_events = {kPublic};
    rules.clock = {at(55), at(50)};
  }

  /// The tickets that are told of, a deletion by its thread with a minus.
  std::string told() {
    const api::Feed feed = api::merge_changes(marks, sources, rules);
    marks = feed.marks;
    std::string text;
    for (const api::Change& change : feed.changes)
      text += (change.is_deletion ? "-" + std::to_string(change.thread_id)
                                  : std::to_string(change.ticket_id)) +
              " ";
    return text + (feed.has_more ? "more until " : "until ") + feed.until.substr(14, 2);
  }
};

TEST(ChangeFeed, tells_the_oldest_first_whatever_tells_it) {
  sources.tickets.rows = {ticket(20, 1), ticket(40, 2)};
  sources.events.rows = {event(30, 1, 1, 3, 10)};
  sources.entries.rows = {note(25, 8, 4, 10), note(45, 9, 5, 10)};
  STRCMP_EQUAL("1 4 3 2 5 until 50", told().c_str());
  CHECK_EQUAL(2, marks.ticket_id);
  CHECK_EQUAL(9, marks.entry_id);
  STRCMP_EQUAL(at(30).c_str(), marks.event_time.c_str());
}

TEST(ChangeFeed, tells_a_ticket_once_with_its_last_change) {
  sources.tickets.rows = {ticket(20, 1), ticket(21, 2)};
  sources.entries.rows = {note(22, 1, 1, 20), note(23, 2, 1, 20)};
  STRCMP_EQUAL("2 1 until 50", told().c_str());
}

TEST(ChangeFeed, leaves_to_the_tickets_row_what_it_tells) {
  sources.events.rows = {event(20, 1, 1, 1, 20), event(20, 2, 1, 2, 30), event(20, 3, 1, 3, 0)};
  sources.entries.rows = {note(20, 1, 1, 20)};
  STRCMP_EQUAL("until 50", told().c_str());
  CHECK_EQUAL(3, marks.event_id);
}

TEST(ChangeFeed, tells_nothing_of_notes_to_who_may_not_see_them) {
  rules.shows_notes = false;
  sources.events.rows = {event(20, 1, 1, 1, 10), event(21, 2, kPublic, 2, 10)};
  sources.entries.rows = {note(22, 1, 3, 10), row(Of::kEntry, 23, 2, 4, 10)};
  STRCMP_EQUAL("2 4 until 50", told().c_str());
}

TEST(ChangeFeed, tells_deletions_by_their_threads) {
  db::ChangeRow of_older_thread = event(21, 2, kDeleted, 0, 0);
  of_older_thread.thread_id = 0;
  sources.events.rows = {event(20, 1, kDeleted, 0, 0), of_older_thread,
                         event(22, 3, kDeleted, 7, 10)};
  STRCMP_EQUAL("-100 7 until 50", told().c_str());
}

TEST(ChangeFeed, stops_at_its_limit_and_goes_on_there) {
  rules.limit = 2;
  sources.tickets.rows = {ticket(20, 1), ticket(30, 2), ticket(40, 3)};
  sources.entries.rows = {note(35, 1, 1, 20)};
  STRCMP_EQUAL("2 1 more until 35", told().c_str());
  CHECK_EQUAL(2, marks.ticket_id);
  CHECK_EQUAL(1, marks.entry_id);
}

TEST(ChangeFeed, tells_nothing_younger_than_what_is_not_read_yet) {
  sources.tickets.rows = {ticket(20, 1), ticket(40, 2)};
  sources.events.rows = {event(10, 1, 1, 3, 30), event(30, 2, 1, 3, 30)};
  sources.events.is_all = false;
  STRCMP_EQUAL("1 more until 30", told().c_str());
  CHECK_EQUAL(1, marks.ticket_id);
  CHECK_EQUAL(2, marks.event_id);
}

TEST(ChangeFeed, waits_for_entries_that_are_not_settled_but_for_none_of_the_future) {
  sources.entries.rows = {note(20, 1, 1, 10), note(52, 2, 2, 10), note(20, 3, 3, 10)};
  STRCMP_EQUAL("1 until 50", told().c_str());
  CHECK_EQUAL(1, marks.entry_id);
  sources.entries.rows = {note(59, 2, 2, 10), note(20, 3, 3, 10)};
  STRCMP_EQUAL("2 3 until 50", told().c_str());
  CHECK_EQUAL(3, marks.entry_id);
}
