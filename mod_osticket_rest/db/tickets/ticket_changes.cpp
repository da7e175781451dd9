// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_changes.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kClock{"ticket_changes.clock", "SELECT NOW(), NOW() - INTERVAL 5 SECOND", 0};

constexpr Statement kTickets{
    "ticket_changes.tickets",
    "SELECT t.updated, t.ticket_id FROM {ticket} t"
    " WHERE t.updated >= %s AND (t.updated > %s OR t.ticket_id > %s) AND t.updated < %s"
    " ORDER BY t.updated, t.ticket_id LIMIT %s",
    5};

// In the order of the index (timestamp, event_id) and the key that InnoDB adds to it.
constexpr Statement kEvents{
    "ticket_changes.events",
    "SELECT v.timestamp, v.id, v.event_id, v.thread_id, h.object_id, t.updated"
    " FROM {thread_event} v"
    " LEFT JOIN {thread} h ON h.id = v.thread_id AND h.object_type IN ('T', 'C')"
    " LEFT JOIN {ticket} t ON t.ticket_id = h.object_id"
    " WHERE v.timestamp >= %s AND (v.timestamp > %s OR v.event_id > %s"
    " OR v.event_id = %s AND v.id > %s) AND v.timestamp < %s AND v.thread_type = 'T'"
    " ORDER BY v.timestamp, v.event_id, v.id LIMIT %s",
    7};

// Flag 4: ThreadEntry::FLAG_HIDDEN
constexpr Statement kEntries{
    "ticket_changes.entries",
    "SELECT e.created, e.id, 0, e.thread_id, h.object_id, t.updated, e.type = 'N', e.flags & 4"
    " FROM {thread_entry} e"
    " LEFT JOIN {thread} h ON h.id = e.thread_id AND h.object_type IN ('T', 'C')"
    " LEFT JOIN {ticket} t ON t.ticket_id = h.object_id"
    " WHERE e.id > %s ORDER BY e.id LIMIT %s",
    2};

constexpr Statement kLastEntry{"ticket_changes.last_entry", "SELECT MAX(id) FROM {thread_entry}",
                               0};
constexpr Statement kEntryFrom{
    "ticket_changes.entry_from",
    "SELECT id, created >= %s FROM {thread_entry} WHERE id >= %s ORDER BY id LIMIT 1", 2};

// Of two threads of a ticket, which no help desk should have, the first.
constexpr Statement kChanged{
    "ticket_changes.changed",
    "SELECT t.ticket_id, t.number, t.status_id, t.created, t.updated,"
    // Ticket::FLAG_COMBINE_THREADS, FLAG_SEPARATE_THREADS
    " IF(t.flags & 3, t.ticket_pid, 0), MIN(h.id)"
    " FROM {ticket} t"
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')"
    " WHERE t.ticket_id IN %s GROUP BY t.ticket_id",
    1};

ChangeRow row_of(const Row& r, ChangeRow::Of of) {
  ChangeRow row;
  row.of = of;
  row.time = r.string(0);
  row.id = r.number(1);
  row.kind = r.number(2);
  row.thread_id = r.number(3);
  row.ticket_id = r.number(4);
  row.ticket_updated = r.maybe_string(5);
  return row;
}

// The last id below which every entry is older. Ids follow times, but for entries that were
// imported.
base::Result<std::int64_t> entry_before(Connection& connection, const std::string& time) {
  const auto last = select_one<std::int64_t>(connection, kLastEntry, {}, 0,
                                             [](const Row& r) { return r.number(0); });
  if (!last) return last;
  std::int64_t low = 0;
  std::int64_t high = *last;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    struct Probe {
      std::int64_t id;
      bool is_young;
    };
    const auto probe = select_one<Probe>(connection, kEntryFrom, {time, middle + 1},
                                         Probe{high, true}, [](const Row& r) {
                                           return Probe{r.number(0), r.flag(1)};
                                         });
    if (!probe) return probe.error();
    if (probe->is_young)
      high = middle;
    else
      low = probe->id;
  }
  return low;
}

}  // namespace

base::Result<FeedClock> load_feed_clock(Connection& connection) {
  return select_one<FeedClock>(connection, kClock, {}, FeedClock{}, [](const Row& r) {
    return FeedClock{r.string(0), r.string(1)};
  });
}

base::Result<ChangeMarks> marks_since(Connection& connection, const std::string& time) {
  const auto entry = entry_before(connection, time);
  if (!entry) return entry.error();
  ChangeMarks marks;
  marks.ticket_time = marks.event_time = time;
  marks.entry_id = *entry;
  return marks;
}

base::Result<std::vector<ChangeRow>> load_changed_rows(Connection& connection,
                                                       const ChangeMarks& marks,
                                                       const std::string& until,
                                                       std::int64_t limit) {
  const Values values{marks.ticket_time, marks.ticket_time, marks.ticket_id, until, limit};
  return select_all<ChangeRow>(connection, kTickets, values, [](const Row& r) {
    ChangeRow row;
    row.time = r.string(0);
    row.id = row.ticket_id = r.number(1);
    row.ticket_updated = row.time;
    return row;
  });
}

base::Result<std::vector<ChangeRow>> load_event_rows(Connection& connection,
                                                     const ChangeMarks& marks,
                                                     const std::string& until, std::int64_t limit) {
  const Values values{marks.event_time,
                      marks.event_time,
                      marks.event_kind,
                      marks.event_kind,
                      marks.event_id,
                      until,
                      limit};
  return select_all<ChangeRow>(connection, kEvents, values,
                               [](const Row& r) { return row_of(r, ChangeRow::Of::kEvent); });
}

base::Result<std::vector<ChangeRow>> load_entry_rows(Connection& connection,
                                                     const ChangeMarks& marks, std::int64_t limit) {
  return select_all<ChangeRow>(connection, kEntries, {marks.entry_id, limit}, [](const Row& r) {
    ChangeRow row = row_of(r, ChangeRow::Of::kEntry);
    row.is_note = r.flag(6);
    row.is_hidden = r.flag(7);
    return row;
  });
}

base::Result<std::vector<ChangedTicket>> load_changed_tickets(
    Connection& connection, const std::vector<std::int64_t>& ids) {
  return select_all<ChangedTicket>(connection, kChanged, {ids}, [](const Row& r) {
    ChangedTicket ticket;
    ticket.id = r.number(0);
    ticket.number = r.maybe_string(1);
    ticket.status_id = r.number(2);
    ticket.created = r.string(3);
    ticket.updated = r.string(4);
    ticket.merged_into = r.number(5);
    ticket.thread_id = r.number(6);
    return ticket;
  });
}

}  // namespace ost::db
