// SPDX-License-Identifier: MIT
#include "api/read/page_load.hpp"

#include <algorithm>
#include <iterator>

#include "api/caches.hpp"
#include "api/read/find_tickets.hpp"
#include "api/read/settle_filters.hpp"
#include "api/read/thread_rows.hpp"
#include "domain/sla/sla.hpp"

namespace ost::api {
namespace {

// Most entries are written by the ticket's own user.
void know_owners(Page& page) {
  for (const db::ListedTicket& ticket : page.tickets)
    page.people[ticket.user_id] = {ticket.user_name, ticket.user_email};
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

bool needs_threads(const Selection& selection) {
  return std::any_of(std::begin(kIncludes), std::end(kIncludes), [&](const IncludeKind& kind) {
    return kind.needs_thread && selection.has(kind.part);
  });
}

bool needs_desk(const ReadParams& params) {
  if (params.times == Times::kUtc || needs_desk(params.filters)) return true;
  return std::any_of(std::begin(kIncludes), std::end(kIncludes), [&](const IncludeKind& kind) {
    return kind.needs_desk && params.selection.has(kind.part);
  });
}

// An answer that may be known needs no texts at first, and the tag of one ticket needs the state of
// a thread that is not shown.
EntriesRead entries_of(const ReadParams& params) {
  const bool shown = params.selection.has(Part::kResponses);
  if (shown && !params.may_be_known) return EntriesRead::kTexts;
  return shown || params.is_one ? EntriesRead::kStates : EntriesRead::kNothing;
}

base::Status load_view(const ReadParams& params, Services& services, db::Connection& connection,
                       View& view) {
  auto names = shown_names(services, connection);
  if (!names) return names.error();
  view.names = std::move(names).value();
  view.selection = params.selection;
  view.scope = services.scope;
  if (!needs_desk(params)) return {};
  auto desk = help_desk_to_read(services, connection);
  if (!desk) return desk.error();
  view.desk = std::move(desk).value();
  if (params.times == Times::kUtc) view.times = TimeText(domain::database_zone(*view.desk));
  return {};
}

base::Status load(const ReadParams& params, Services& services, db::Connection& connection,
                  Page& page) {
  base::Status viewed = load_view(params, services, connection, page.view);
  if (!viewed) return viewed;
  db::ListQuery list = params.query;
  list.with_thread = params.is_one || needs_threads(params.selection);
  list.with_details = params.selection.has(Part::kDetails) || params.is_one;
  list.with_whole_state = params.is_one;
  const auto has_some = settle_filters(params.filters, page.view, connection, list);
  if (!has_some) return has_some.error();
  if (!*has_some) return {};
  ListMemory memory(services);
  const Finding finding{connection, memory, services.clock, entries_of(params)};
  auto found = find_tickets(list, params.paging, finding, page);
  if (!found) return found.error();
  page.next = std::move(found->next);
  know_owners(page);
  if (base::Status loaded = load_includes(connection, page); !loaded) return loaded;
  if (params.is_one || (params.paging == Paging::kCursor && !params.wants_total)) return {};
  const auto total = total_of(list, params.paging, *found, finding);
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
  services.caches.names.forget();
  services.caches.help_desk.forget();
  page.next.reset();
  page.includes.clear();
  page.tickets.clear();
  page.people.clear();
  page.ahead.reset();
  page.threads.reset();
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

base::Status know_threads(db::Connection& connection, Page& page) {
  if (page.threads) return {};
  auto threads =
      db::load_thread_states(connection, threads_of(page.tickets), page.view.scope.shows_notes());
  if (!threads) return threads.error();
  for (const db::ThreadState& thread : *threads)
    page.writers_changed = std::max(page.writers_changed, thread.writers_changed);
  page.threads = std::move(threads).value();
  return {};
}

}  // namespace ost::api
