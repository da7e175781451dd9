// SPDX-License-Identifier: MIT
#include <algorithm>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/list_params.hpp"
#include "api/ticket_json.hpp"

namespace ost::api {
namespace {

// An answer is passed on in pieces of about this size, between which no connection is held.
constexpr std::size_t kBatchBytes = 1024 * 1024;

// Entries of one statement. What is behind the bound is read and dropped, so the limit follows the
// size of the entries seen.
constexpr std::int64_t kFirstLimit = 256;
constexpr std::int64_t kSmallestLimit = 16;
constexpr std::int64_t kLargestLimit = 4096;

struct Page {
  std::shared_ptr<const db::ReadReference> reference;
  std::vector<db::ListedTicket> tickets;
  std::int64_t total = 0;
};

/// Lays the entries, as they come, between the tickets they belong to.
class PageWriter {
 public:
  PageWriter(const Page& page, Sink& sink) : page_(page), sink_(sink), json_(text_) {}

  void open() {
    json_.begin_object().name("tickets").begin_array();
    pass_on();
  }

  /// Takes an entry over; false when the batch is full and it was not taken.
  bool take(const db::ListedEntry& entry) {
    if (sink_.pending() >= kBatchBytes) return false;
    while (next_ <= page_.tickets.size() && !is_of_current(entry)) step();
    if (next_ > page_.tickets.size()) return true;
    write_entry(json_, entry, *page_.reference);
    last_entry_ = entry.id;
    ++taken_;
    bytes_ += text_.size();
    pass_on();
    return true;
  }

  /// The threads still to be read, the one that is being written first.
  db::EntryQuery rest() const {
    db::EntryQuery query;
    for (std::size_t i = next_ == 0 ? 0 : next_ - 1; i < page_.tickets.size(); ++i)
      if (page_.tickets[i].thread_id > 0) query.thread_ids.push_back(page_.tickets[i].thread_id);
    const bool inside =
        next_ > 0 && next_ <= page_.tickets.size() && page_.tickets[next_ - 1].thread_id > 0;
    query.after_id = inside ? last_entry_ : 0;
    query.limit = limit();
    return query;
  }

  void close(const db::ListQuery& list) {
    while (next_ <= page_.tickets.size()) step();
    json_.end_array();
    write_pagination(list);
    json_.end_object();
    pass_on();
  }

 private:
  bool is_of_current(const db::ListedEntry& entry) const {
    return next_ > 0 && page_.tickets[next_ - 1].thread_id == entry.thread_id;
  }

  // Closes the current ticket and opens the next, if there is one.
  void step() {
    if (next_ > 0) end_ticket(json_);
    if (next_ < page_.tickets.size()) begin_ticket(json_, page_.tickets[next_], *page_.reference);
    ++next_;
    last_entry_ = 0;
    pass_on();
  }

  void write_pagination(const db::ListQuery& list) {
    json_.name("pagination").begin_object();
    json_.name("page").number(list.page).name("per_page").number(list.per_page);
    json_.name("total").number(page_.total);
    json_.name("pages").number((page_.total + list.per_page - 1) / list.per_page);
    json_.end_object();
  }

  std::int64_t limit() const {
    if (taken_ == 0) return kFirstLimit;
    const auto fit = static_cast<std::int64_t>(kBatchBytes) * taken_ /
                     std::max<std::int64_t>(1, static_cast<std::int64_t>(bytes_));
    return std::clamp(fit + 1, kSmallestLimit, kLargestLimit);
  }

  void pass_on() {
    sink_.write(text_);
    text_.clear();
  }

  const Page& page_;
  Sink& sink_;
  std::string text_;
  JsonWriter json_;
  std::size_t next_ = 0;  // the ticket to open next; the current one is the one before it
  std::int64_t last_entry_ = 0;
  std::int64_t taken_ = 0;
  std::size_t bytes_ = 0;
};

bool is_whole_list(const db::ListQuery& list, std::size_t found) {
  const auto count = static_cast<std::int64_t>(found);
  return list.page == 1 ? count < list.per_page : count > 0 && count < list.per_page;
}

base::Result<Page> load(const ListParams& params, Services& services, db::Connection& connection) {
  Page page;
  auto reference = read_reference(services, connection);
  if (!reference) return reference.error();
  page.reference = *reference;
  db::ListQuery list = params.query;
  if (params.email) {
    const auto owner = db::find_owner(connection, *params.email);
    if (!owner) return owner.error();
    if (!*owner) return page;
    list.user_id = *owner;
  }
  auto tickets = db::load_page(connection, list, *page.reference);
  if (!tickets) return tickets.error();
  page.tickets = std::move(tickets).value();
  page.total = (list.page - 1) * list.per_page + static_cast<std::int64_t>(page.tickets.size());
  if (is_whole_list(list, page.tickets.size())) return page;
  const auto total = db::count_tickets(connection, list);
  if (!total) return total.error();
  page.total = *total;
  return page;
}

// Entries until none is left or the batch is full; true when none is left.
base::Result<bool> write_batch(PageWriter& writer, db::Connection& connection) {
  const db::EntryQuery query = writer.rest();
  if (query.thread_ids.empty()) return true;
  std::int64_t seen = 0;
  bool full = false;
  const base::Status read = db::read_entries(connection, query, [&](const db::ListedEntry& entry) {
    ++seen;
    full = full || !writer.take(entry);
  });
  if (!read) return read.error();
  return seen < query.limit && !full;
}

base::Status write_entries(PageWriter& writer, Services& services, HeldLease lease, Sink& sink) {
  for (;;) {
    const auto done = write_batch(writer, lease->connection());
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

}  // namespace

base::Status list_tickets(const Request& request, Services& services, HeldLease lease, Sink& sink) {
  const auto params = parse_list_params(request, services.settings.max_page_size);
  if (!params) return params.error();
  const auto page = load(*params, services, lease->connection());
  if (!page) return page.error();
  sink.begin(200);
  PageWriter writer(*page, sink);
  writer.open();
  if (base::Status written = write_entries(writer, services, std::move(lease), sink); !written)
    return written;
  writer.close(params->query);
  return {};
}

}  // namespace ost::api
