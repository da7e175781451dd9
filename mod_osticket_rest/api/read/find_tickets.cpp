// SPDX-License-Identifier: MIT
#include "api/read/find_tickets.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "db/tickets/ticket_with_entries.hpp"

namespace ost::api {
namespace {

using Start = std::optional<std::int64_t>;

// Where a page of a list by id begins: an id that no ticket of it is below. Empty: behind the end
// of the list.
base::Result<Start> start_of(const db::ListQuery& list, const Finding& finding) {
  if (list.after) return Start(base::parse_number(list.after->front()).value_or(0) + 1);
  if (list.page == 1) return Start(0);
  if (const Start known = finding.memory.page_start(list)) return known;
  auto found = db::find_page_start(finding.connection, list);
  if (found && *found) finding.memory.keep_page_start(list, **found);
  return found;
}

// Who reads one page tends to read the next.
void keep_next_start(const db::ListQuery& list, const Page& page, ListMemory& memory) {
  if (static_cast<std::int64_t>(page.tickets.size()) < list.per_page) return;
  db::ListQuery next = list;
  ++next.page;
  memory.keep_page_start(next, page.tickets.back().id + 1);
}

// So many entries are read with their ticket at most; each row repeats the ticket's columns.
constexpr std::size_t kMostAhead = 64;

// One ticket and its entries are of one moment, so a thread without entries is there.
base::Status load_with_entries(const db::ListQuery& list, const Finding& finding, Page& page) {
  const bool with_texts = finding.entries == EntriesRead::kTexts;
  const db::EntryBounds bounds{page.view.scope.shows_notes(), with_texts, kMostAhead, kBatchBytes};
  auto read =
      db::load_with_entries(finding.connection, list, bounds, {*page.view.names, page.texts});
  if (!read) return read.error();
  page.tickets = std::move(read->tickets);
  if (!read->entries) return {};
  page.writers_changed = std::move(read->writers_changed);
  page.threads.emplace();
  if (const auto& entries = *read->entries; !entries.empty())
    page.threads->push_back({entries.back().thread_id, static_cast<std::int64_t>(entries.size()),
                             entries.back().id, page.writers_changed});
  if (with_texts) page.ahead = {std::move(*read->entries), 0};
  return {};
}

// Which tickets, in which places. By id the tickets are read at once.
base::Result<std::vector<db::PlacedTicket>> find_by_id(const db::ListQuery& list,
                                                       const Finding& finding, Page& page) {
  std::vector<db::PlacedTicket> placed;
  if (finding.entries != EntriesRead::kNothing && db::is_one_id(list)) {
    if (base::Status read = load_with_entries(list, finding, page); !read) return read.error();
  } else {
    const auto start = start_of(list, finding);
    if (!start) return start.error();
    if (!*start) return placed;
    auto tickets = db::load_page(finding.connection, list, **start, {*page.view.names, page.texts});
    if (!tickets) return tickets.error();
    page.tickets = std::move(tickets).value();
  }
  for (const db::ListedTicket& ticket : page.tickets)
    placed.push_back({ticket.id, {std::to_string(ticket.id)}});
  return placed;
}

// One more than the page holds has been looked for, to see whether the list goes on.
FoundTickets cut(std::vector<db::PlacedTicket>& placed, std::int64_t size, Page& page) {
  FoundTickets found;
  const auto most = static_cast<std::size_t>(size);
  if (placed.size() > most) {
    placed.resize(most);
    if (page.tickets.size() > most) page.tickets.resize(most);
    found.next = placed.back().position;
  }
  found.count = static_cast<std::int64_t>(placed.size());
  return found;
}

base::Result<std::int64_t> count(const db::ListQuery& list, const Finding& finding) {
  const std::int64_t started = finding.clock.monotonic_microseconds();
  auto total = db::count_tickets(finding.connection, list);
  const std::int64_t cost = finding.clock.monotonic_microseconds() - started;
  if (total) finding.memory.keep_total(list, *total, cost);
  return total;
}

}  // namespace

base::Result<FoundTickets> find_tickets(const db::ListQuery& list, Paging paging,
                                        const Finding& finding, Page& page) {
  db::ListQuery wanted = list;
  if (paging == Paging::kCursor) ++wanted.per_page;
  const bool by_id = db::is_by_id(list);
  auto placed =
      by_id ? find_by_id(wanted, finding, page) : db::place_page(finding.connection, wanted);
  if (!placed) return placed.error();
  FoundTickets found = cut(*placed, list.per_page, page);
  if (by_id) {
    if (paging == Paging::kPages) keep_next_start(list, page, finding.memory);
    return found;
  }
  auto tickets =
      db::load_tickets(finding.connection, list, *placed, {*page.view.names, page.texts});
  if (!tickets) return tickets.error();
  page.tickets = std::move(tickets).value();
  return found;
}

base::Result<std::int64_t> total_of(const db::ListQuery& list, Paging paging,
                                    const FoundTickets& found, const Finding& finding) {
  // The last page tells how many there are.
  const bool is_last = found.count < list.per_page && (found.count > 0 || list.page == 1);
  if (paging == Paging::kPages && is_last) return (list.page - 1) * list.per_page + found.count;
  if (paging == Paging::kCursor && !list.after && !found.next) return found.count;
  const auto known = finding.memory.total(list);
  if (!known) return count(list, finding);
  // What is shown is there, whatever was counted a moment ago.
  const std::int64_t shown = found.count > 0 ? (list.page - 1) * list.per_page + found.count : 0;
  return std::max(*known, shown);
}

base::Status count_anew(const db::ListQuery& list, Services& services) {
  const auto lease = services.pool.lease();
  if (!lease) return lease.error();
  ListMemory memory(services);
  const auto total = count(list, {(*lease)->connection(), memory, services.clock});
  return total ? base::Status() : base::Status(total.error());
}

}  // namespace ost::api
