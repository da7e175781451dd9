// SPDX-License-Identifier: MIT
#include "api/read/change_feed.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace ost::api {
namespace {

using db::ChangeRow;

bool is_among(const std::vector<std::int64_t>& numbers, std::int64_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

// Whether a row is for the reader's eyes and tells what the ticket's own row does not.
bool tells(const ChangeRow& row, const FeedRules& rules) {
  if (!row.ticket_updated) return false;
  if (row.of == ChangeRow::Of::kTicket) return true;
  if (row.is_hidden || row.time <= *row.ticket_updated) return false;
  if (rules.shows_notes) return true;
  return row.of == ChangeRow::Of::kEvent ? is_among(rules.public_events, row.kind) : !row.is_note;
}

std::optional<Change> change_of(const ChangeRow& row, const FeedRules& rules) {
  const bool is_deletion = row.of == ChangeRow::Of::kEvent && row.kind == rules.deleted_event &&
                           row.thread_id > 0 && !row.ticket_updated;
  if (!is_deletion && !tells(row, rules)) return std::nullopt;
  return Change{is_deletion, row.time, row.ticket_id, row.thread_id};
}

void set_mark(const ChangeRow& row, db::ChangeMarks& marks) {
  switch (row.of) {
    case ChangeRow::Of::kTicket:
      marks.ticket_time = row.time;
      marks.ticket_id = row.id;
      return;
    case ChangeRow::Of::kEvent:
      marks.event_time = row.time;
      marks.event_kind = row.kind;
      marks.event_id = row.id;
      return;
    case ChangeRow::Of::kEntry:
      marks.entry_id = row.id;
  }
}

class Merger {
 public:
  Merger(const db::ChangeMarks& from, const ChangeSources& sources, const FeedRules& rules)
      : rules_(rules), sources_{{&sources.tickets}, {&sources.events}, {&sources.entries}} {
    feed_.marks = from;
    feed_.until = rules.clock.settled;
  }

  Feed run() {
    while (Source* next = oldest()) {
      const ChangeRow& row = next->rows->rows[next->at];
      const auto change = change_of(row, rules_);
      feed_.has_more = change && !has_room_for(*change);
      if (feed_.has_more) break;
      if (change) add(*change);
      set_mark(row, feed_.marks);
      last_time_ = row.time;
      ++next->at;
    }
    if (feed_.has_more) feed_.until = last_time_;
    leave_out_earlier_ones();
    return std::move(feed_);
  }

 private:
  struct Source {
    const ChangeRows* rows;
    std::size_t at = 0;
  };

  // Entries come by their ids, so behind one that is not settled there are only others. One of the
  // future was stamped wrongly; nobody waits for it.
  bool is_settled(const ChangeRow& row) const {
    return row.time < rules_.clock.settled || row.time > rules_.clock.now;
  }

  // Where the oldest row that is left stands; nullptr at the end of what can be told.
  Source* oldest() {
    Source* found = nullptr;
    for (Source& source : sources_) {
      if (source.at == source.rows->rows.size()) {
        feed_.has_more = !source.rows->is_all;
        if (feed_.has_more) return nullptr;
        continue;
      }
      const ChangeRow& row = source.rows->rows[source.at];
      if (!is_settled(row)) continue;
      if (!found || row.time < found->rows->rows[found->at].time) found = &source;
    }
    return found;
  }

  bool has_room_for(const Change& change) const {
    return places_.size() < rules_.limit || places_.count(change.ticket_id) > 0;
  }

  void add(const Change& change) {
    // Of some deletions only the thread is known; no ticket has such a number.
    const std::int64_t name = change.ticket_id > 0 ? change.ticket_id : -change.thread_id;
    places_[name] = feed_.changes.size();
    feed_.changes.push_back(change);
  }

  void leave_out_earlier_ones() {
    std::vector<Change> last;
    std::vector<std::size_t> places;
    for (const auto& [name, place] : places_) places.push_back(place);
    std::sort(places.begin(), places.end());
    for (const std::size_t place : places) last.push_back(std::move(feed_.changes[place]));
    feed_.changes = std::move(last);
  }

  const FeedRules& rules_;
  Source sources_[3];
  Feed feed_{};
  std::string last_time_{};
  std::unordered_map<std::int64_t, std::size_t> places_{};  // of the last change of each ticket
};

}  // namespace

Feed merge_changes(const db::ChangeMarks& from, const ChangeSources& sources,
                   const FeedRules& rules) {
  return Merger(from, sources, rules).run();
}

}  // namespace ost::api
