// SPDX-License-Identifier: MIT
#include <set>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/list_memory.hpp"
#include "api/list_params.hpp"
#include "api/page_writer.hpp"

namespace ost::api {
namespace {

// Where the page begins: an id that no ticket of it is below. Empty: behind the end of the list.
base::Result<std::optional<std::int64_t>> start_of(const db::ListQuery& list, ListMemory& memory,
                                                   db::Connection& connection) {
  using Start = std::optional<std::int64_t>;
  if (list.page == 1) return Start(0);
  if (const Start known = memory.page_start(list)) return known;
  auto found = db::find_page_start(connection, list);
  if (found && *found) memory.keep_page_start(list, **found);
  return found;
}

// Who reads one page tends to read the next.
void keep_next_start(const db::ListQuery& list, const Page& page, ListMemory& memory) {
  if (static_cast<std::int64_t>(page.tickets.size()) < list.per_page) return;
  db::ListQuery next = list;
  ++next.page;
  memory.keep_page_start(next, page.tickets.back().id + 1);
}

base::Status load_tickets(const db::ListQuery& list, ListMemory& memory, db::Connection& connection,
                          Page& page) {
  const auto start = start_of(list, memory, connection);
  if (!start) return start.error();
  if (!*start) return {};
  auto tickets = db::load_page(connection, list, **start, *page.reference, page.texts);
  if (!tickets) return tickets.error();
  page.tickets = std::move(tickets).value();
  keep_next_start(list, page, memory);
  // Most entries are written by the ticket's own user.
  for (const db::ListedTicket& ticket : page.tickets)
    page.people[ticket.user_id] = {ticket.user_name, ticket.user_email};
  return {};
}

base::Result<std::int64_t> count(const db::ListQuery& list, Services& services, ListMemory& memory,
                                 db::Connection& connection) {
  if (const auto known = memory.total(list)) return *known;
  const std::int64_t started = services.clock.monotonic_microseconds();
  auto total = db::count_tickets(connection, list);
  const std::int64_t cost = services.clock.monotonic_microseconds() - started;
  if (total) memory.keep_total(list, *total, cost);
  return total;
}

// The page itself tells the total when it is the last one.
std::optional<std::int64_t> total_by(const db::ListQuery& list, const Page& page) {
  const auto found = static_cast<std::int64_t>(page.tickets.size());
  if (found >= list.per_page || (found == 0 && list.page > 1)) return std::nullopt;
  return (list.page - 1) * list.per_page + found;
}

base::Status load(const ListParams& params, Services& services, db::Connection& connection,
                  Page& page) {
  auto reference = read_reference(services, connection);
  if (!reference) return reference.error();
  page.reference = *reference;
  db::ListQuery list = params.query;
  if (params.email) {
    const auto owner = db::find_owner(connection, *params.email);
    if (!owner) return owner.error();
    if (!*owner) return {};
    list.user_id = *owner;
  }
  ListMemory memory(services);
  if (base::Status loaded = load_tickets(list, memory, connection, page); !loaded) return loaded;
  const auto seen = total_by(list, page);
  const auto total = seen ? *seen : count(list, services, memory, connection);
  if (!total) return total.error();
  page.total = *total;
  return {};
}

// Entries until none is left, the batch is full, or the names of their users have to be asked for;
// true when none is left.
base::Result<bool> write_batch(PageWriter& writer, Page& page, KeyScope scope,
                               db::Connection& connection) {
  db::EntryQuery query = writer.rest();
  query.with_notes = scope.shows_notes();
  if (query.thread_ids.empty()) return true;
  using Taken = PageWriter::Taken;
  Taken last = Taken::kWritten;
  std::int64_t seen = 0;
  std::set<std::int64_t> strangers;
  const base::Status read = db::read_entries(connection, query, [&](const db::ListedEntry& entry) {
    ++seen;
    if (last == Taken::kWritten) last = writer.take(entry);
    if (!writer.knows_writer_of(entry)) strangers.insert(entry.user_id);
  });
  if (!read) return read.error();
  if (last == Taken::kWriterUnknown) {
    const std::vector<std::int64_t> ids(strangers.begin(), strangers.end());
    base::Status named = db::load_people(connection, ids, page.texts, page.people);
    if (!named) return named.error();
  }
  return last == Taken::kWritten && seen < query.limit;
}

base::Status write_entries(PageWriter& writer, Page& page, Services& services, HeldLease lease,
                           Sink& sink) {
  for (;;) {
    const auto done = write_batch(writer, page, services.scope, lease->connection());
    if (!done) return done.error();
    if (*done) return {};
    if (sink.pending() < kBatchBytes) continue;
    lease.reset();
    if (base::Status flushed = sink.flush(); !flushed) return flushed;
    auto next = services.pool.lease();
    if (!next) return next.error();
    lease = std::move(next).value();
  }
}

base::Status write_page(PageWriter& writer, Page& page, Services& services, HeldLease lease,
                        Sink& sink) {
  sink.begin(200);
  writer.open();
  return write_entries(writer, page, services, std::move(lease), sink);
}

}  // namespace

base::Status list_tickets(Call& call, Services& services, Sink& sink) {
  const auto params = parse_list_params(call.request, services.settings.max_page_size);
  if (!params) return params.error();
  Page page;
  if (base::Status loaded = load(*params, services, call.lease->connection(), page); !loaded)
    return loaded;
  PageWriter writer(page, PageWriter::Shape::kList, sink);
  base::Status written = write_page(writer, page, services, std::move(call.lease), sink);
  if (written) writer.close_list(params->query);
  return written;
}

base::Status show_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  ListParams params;
  params.query.id = *id;
  Page page;
  if (base::Status loaded = load(params, services, call.lease->connection(), page); !loaded)
    return loaded;
  if (page.tickets.empty()) return base::Error{base::Errc::kTicketNotFound, "Ticket not found"};
  PageWriter writer(page, PageWriter::Shape::kTicket, sink);
  base::Status written = write_page(writer, page, services, std::move(call.lease), sink);
  if (written) writer.close_ticket();
  return written;
}

}  // namespace ost::api
