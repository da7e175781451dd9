// SPDX-License-Identifier: MIT
#include "api/read/page_load.hpp"

#include <algorithm>
#include <iterator>

#include "api/caches.hpp"
#include "api/read/list_memory.hpp"
#include "domain/sla/sla.hpp"

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

// Most entries are written by the ticket's own user.
void know_owners(Page& page) {
  for (const db::ListedTicket& ticket : page.tickets)
    page.people[ticket.user_id] = {ticket.user_name, ticket.user_email};
}

base::Status load_by_id(const db::ListQuery& list, ListMemory& memory, db::Connection& connection,
                        Page& page) {
  const auto start = start_of(list, memory, connection);
  if (!start) return start.error();
  if (!*start) return {};
  auto tickets = db::load_page(connection, list, **start, {*page.view.reference, page.texts});
  if (!tickets) return tickets.error();
  page.tickets = std::move(tickets).value();
  keep_next_start(list, page, memory);
  return {};
}

base::Status load_includes(db::Connection& connection, Page& page) {
  page.includes.clear();
  for (const IncludeKind& kind : kIncludes)
    if (kind.make && page.view.selection.has(kind.part))
      page.includes.push_back(kind.make(page.view));
  for (const auto& include : page.includes)
    if (base::Status loaded = include->load(connection, page.tickets); !loaded) return loaded;
  return {};
}

bool needs_desk(const ReadParams& params) {
  if (params.times == Times::kUtc) return true;
  return std::any_of(std::begin(kIncludes), std::end(kIncludes), [&](const IncludeKind& kind) {
    return kind.needs_desk && params.selection.has(kind.part);
  });
}

base::Status load_view(const ReadParams& params, Services& services, db::Connection& connection,
                       View& view) {
  auto reference = read_reference(services, connection);
  if (!reference) return reference.error();
  view.reference = std::move(reference).value();
  view.selection = params.selection;
  view.scope = services.scope;
  if (!needs_desk(params)) return {};
  auto desk = help_desk_to_read(services, connection);
  if (!desk) return desk.error();
  view.desk = std::move(desk).value();
  if (params.times == Times::kUtc) view.times = TimeText(domain::database_zone(*view.desk));
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

// False when no ticket can be meant.
base::Result<bool> settle(const ReadParams& params, const Page& page, db::Connection& connection,
                          db::ListQuery& list) {
  // While osTicket rebuilds the table of the subjects no ticket has one.
  const bool by_subject =
      std::any_of(list.conditions.begin(), list.conditions.end(),
                  [](const auto& c) { return c.column == db::TicketColumn::kSubject; });
  if (by_subject && !page.view.reference->has_subject) return false;
  if (!params.email) return true;
  const auto owner = db::find_owner(connection, *params.email);
  if (!owner) return owner.error();
  if (!*owner) return false;
  list.add(db::TicketColumn::kUser, **owner);
  return true;
}

base::Status load(const ReadParams& params, Services& services, db::Connection& connection,
                  Page& page) {
  base::Status viewed = load_view(params, services, connection, page.view);
  if (!viewed) return viewed;
  db::ListQuery list = params.query;
  list.with_details = params.selection.has(Part::kDetails) || params.is_one;
  const auto has_some = settle(params, page, connection, list);
  if (!has_some) return has_some.error();
  if (!*has_some) return {};
  ListMemory memory(services);
  if (base::Status loaded = load_by_id(list, memory, connection, page); !loaded) return loaded;
  know_owners(page);
  if (base::Status loaded = load_includes(connection, page); !loaded) return loaded;
  if (params.is_one) return {};
  const auto seen = total_by(list, page);
  const auto total = seen ? *seen : count(list, services, memory, connection);
  if (!total) return total.error();
  page.total = *total;
  return {};
}

}  // namespace

// Tables of forms' values come and go, so what was kept of them may be out of date.
base::Status load_page(const ReadParams& params, Services& services, db::Connection& connection,
                       Page& page) {
  base::Status loaded = load(params, services, connection, page);
  if (loaded || loaded.error().code != base::Errc::kSchemaChanged) return loaded;
  services.caches.read.forget();
  services.caches.help_desk.forget();
  page.includes.clear();
  page.tickets.clear();
  page.people.clear();
  return load(params, services, connection, page);
}

base::Error ticket_not_found() {
  return {base::Errc::kTicketNotFound, "Ticket not found"};
}

base::Status load_ticket(const ReadParams& params, Services& services, db::Connection& connection,
                         Page& page) {
  if (base::Status loaded = load_page(params, services, connection, page); !loaded) return loaded;
  if (page.tickets.empty()) return ticket_not_found();
  const Selection& selection = params.selection;
  if (!selection.has(Part::kDetails) && selection.shows("merged_into"))
    page.includes.push_back(make_merged());
  return {};
}

}  // namespace ost::api
