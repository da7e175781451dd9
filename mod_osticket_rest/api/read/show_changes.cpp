// SPDX-License-Identifier: MIT
// What has changed since: for who keeps a copy of the help desk, or acts on what happens in it.
#include <algorithm>
#include <unordered_map>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/http/preconditions.hpp"
#include "api/http/query_string.hpp"
#include "api/read/change_feed.hpp"
#include "api/read/cursor.hpp"
#include "api/read/list_params.hpp"
#include "api/read/settle_filters.hpp"
#include "api/read/ticket_tag.hpp"
#include "base/number.hpp"
#include "domain/sla/sla.hpp"
#include "domain/thread/event_text.hpp"

namespace ost::api {
namespace {

// Most events, and most entries, that are looked at for one answer.
constexpr std::int64_t kMostRows = 1000;
// What the cursors are bound to.
constexpr char kFeed[] = "changes";

struct ChangesParams {
  std::optional<Moment> since{};
  std::optional<db::ChangeMarks> marks{};  ///< of a cursor
  std::int64_t limit = 0;                  ///< 0: as many as may be
  bool is_utc = false;
};

db::TicketPosition position_of(const db::ChangeMarks& marks) {
  return {marks.ticket_time,
          std::to_string(marks.ticket_id),
          marks.event_time,
          std::to_string(marks.event_kind),
          std::to_string(marks.event_id),
          std::to_string(marks.entry_id)};
}

std::optional<db::ChangeMarks> marks_of(const std::optional<db::TicketPosition>& position) {
  if (!position || position->size() != 6) return std::nullopt;
  const auto number = [&](std::size_t at) {
    return base::parse_number((*position)[at]).value_or(0);
  };
  return db::ChangeMarks{(*position)[0], number(1), (*position)[2],
                         number(3),      number(4), number(5)};
}

std::string take(const std::string& name, const std::string& value, const Cursors& cursors,
                 ChangesParams& params) {
  if (name == "since") {
    params.since = value.empty() ? std::nullopt : parse_moment(value);
    const bool is_right = value.empty() || params.since;
    return is_right ? "" : "must be a date and time by RFC 3339, or database time";
  }
  if (name == "cursor") {
    params.marks = value.empty() ? std::nullopt : marks_of(cursors.read(value));
    return value.empty() || params.marks ? "" : "is none of this list: of another one or key";
  }
  if (name == "limit") {
    const auto limit = base::parse_number(value);
    params.limit = limit ? std::max<std::int64_t>(*limit, 1) : 0;
    return value.empty() || limit ? "" : "must be a whole number";
  }
  if (name != "tz") return "is not a parameter of this resource";
  params.is_utc = value == "utc";
  return value.empty() || params.is_utc ? "" : "must be utc";
}

base::Result<ChangesParams> parse(const Request& request, const Cursors& cursors,
                                  std::int64_t most) {
  ChangesParams params;
  const base::Status taken =
      take_parameters(request, [&](const std::string& name, const std::string& value) {
        return take(name, value, cursors, params);
      });
  if (!taken) return taken.error();
  if (params.since && params.marks)
    return invalid_parameters({{"since", "does not go with cursor, which says where to go on"}});
  params.limit = params.limit > 0 ? std::min(params.limit, most) : most;
  return params;
}

base::Result<db::ChangeMarks> start_of(const ChangesParams& params, const domain::HelpDesk& desk,
                                       db::Connection& connection) {
  if (params.marks) return *params.marks;
  if (!params.since) return db::ChangeMarks();
  return db::marks_since(connection, database_time_of(*params.since, desk));
}

base::Result<FeedRules> rules_of(const ChangesParams& params, const domain::HelpDesk& desk,
                                 const KeyScope& scope, db::Connection& connection) {
  FeedRules rules;
  rules.limit = static_cast<std::size_t>(params.limit);
  rules.deleted_event = desk.event_id("deleted");
  rules.shows_notes = scope.shows_notes();
  for (const std::string& name : domain::public_events())
    rules.public_events.push_back(desk.event_id(name));
  auto clock = db::load_feed_clock(connection);
  if (!clock) return clock.error();
  rules.clock = std::move(clock).value();
  return rules;
}

base::Status load(base::Result<std::vector<db::ChangeRow>> rows, std::int64_t limit,
                  ChangeRows& into) {
  if (!rows) return rows.error();
  into.is_all = static_cast<std::int64_t>(rows->size()) < limit;
  into.rows = std::move(rows).value();
  return {};
}

base::Result<ChangeSources> load_sources(const db::ChangeMarks& marks, const FeedRules& rules,
                                         db::Connection& connection) {
  const std::string& until = rules.clock.settled;
  const auto limit = static_cast<std::int64_t>(rules.limit) + 1;
  ChangeSources sources;
  base::Status loaded =
      load(db::load_changed_rows(connection, marks, until, limit), limit, sources.tickets);
  if (loaded)
    loaded =
        load(db::load_event_rows(connection, marks, until, kMostRows), kMostRows, sources.events);
  if (loaded)
    loaded = load(db::load_entry_rows(connection, marks, kMostRows), kMostRows, sources.entries);
  if (!loaded) return loaded.error();
  return sources;
}

/// An answer before it is written.
struct Told {
  db::ChangeMarks from{};
  Feed feed{};
  std::unordered_map<std::int64_t, db::ChangedTicket> tickets{};
  std::shared_ptr<const domain::HelpDesk> desk{};
  TimeText times{};
};

base::Status load_tickets(db::Connection& connection, Told& told) {
  std::vector<std::int64_t> ids;
  for (const Change& change : told.feed.changes)
    if (!change.is_deletion) ids.push_back(change.ticket_id);
  if (ids.empty()) return {};
  auto tickets = db::load_changed_tickets(connection, ids);
  if (!tickets) return tickets.error();
  for (db::ChangedTicket& ticket : *tickets) told.tickets[ticket.id] = std::move(ticket);
  return {};
}

base::Result<Told> tell(const ChangesParams& params, Services& services,
                        db::Connection& connection) {
  auto desk = help_desk_to_read(services, connection);
  if (!desk) return desk.error();
  Told told;
  told.desk = std::move(desk).value();
  if (params.is_utc) told.times = TimeText(domain::database_zone(*told.desk));
  auto from = start_of(params, *told.desk, connection);
  if (!from) return from.error();
  told.from = std::move(from).value();
  const auto rules = rules_of(params, *told.desk, services.scope, connection);
  if (!rules) return rules.error();
  const auto sources = load_sources(told.from, *rules, connection);
  if (!sources) return sources.error();
  told.feed = merge_changes(told.from, *sources, *rules);
  if (base::Status loaded = load_tickets(connection, told); !loaded) return loaded.error();
  return told;
}

// A reader who has come as far as the answer starts cannot know a ticket that was created behind.
std::string_view kind_of(const db::ChangedTicket& ticket, const db::ChangeMarks& from) {
  if (ticket.created > from.ticket_time ||
      (ticket.created == from.ticket_time && ticket.id > from.ticket_id))
    return "created";
  return ticket.merged_into > 0 ? "merged" : "updated";
}

std::optional<std::int64_t> known(std::int64_t id) {
  return id > 0 ? std::optional<std::int64_t>(id) : std::nullopt;
}

void write_ticket(JsonWriter& json, const db::ChangedTicket& ticket, const Told& told) {
  const db::TicketStatusRow* status = told.desk->status(ticket.status_id);
  const auto text = [&](const std::string db::TicketStatusRow::*member) {
    return status ? std::optional<std::string_view>(status->*member) : std::nullopt;
  };
  json.name("number").maybe_string(ticket.number);
  json.name("status").maybe_string(text(&db::TicketStatusRow::name));
  json.name("status_id").number(ticket.status_id);
  json.name("state").maybe_string(text(&db::TicketStatusRow::state));
  json.name("created");
  told.times.write(json, ticket.created);
  json.name("updated");
  told.times.write(json, ticket.updated);
  json.name("merged_into").maybe_number(known(ticket.merged_into));
}

// A ticket that was deleted a moment ago is told of as such by a later answer.
void write_change(JsonWriter& json, const Change& change, const Told& told) {
  const auto found = told.tickets.find(change.ticket_id);
  const bool is_there = !change.is_deletion && found != told.tickets.end();
  if (!is_there && !change.is_deletion) return;
  json.begin_object().name("kind");
  json.string(is_there ? kind_of(found->second, told.from) : "deleted");
  json.name("id").maybe_number(known(change.ticket_id));
  json.name("thread_id").maybe_number(known(is_there ? found->second.thread_id : change.thread_id));
  json.name("changed");
  told.times.write(json, change.time);
  if (is_there) write_ticket(json, found->second, told);
  json.end_object();
}

/// The body, and its tag, for which it is no matter when nothing has happened.
struct Answer {
  std::string body{};
  std::string tag{};
  std::string next_cursor{};
};

Answer write(const Told& told, const Cursors& cursors, std::int64_t limit) {
  Answer answer;
  answer.next_cursor = cursors.write(position_of(told.feed.marks));
  JsonWriter json(answer.body);
  json.begin_object().name("changes").begin_array();
  for (const Change& change : told.feed.changes) write_change(json, change, told);
  json.end_array().name("pagination").begin_object();
  json.name("limit").number(limit).name("next_cursor").string(answer.next_cursor);
  json.name("has_more").boolean(told.feed.has_more);
  answer.tag = weak_tag(entity_tag(answer.body));
  json.name("until");
  told.times.write(json, told.feed.until);
  json.end_object().end_object();
  return answer;
}

std::string link_to(const Call& call, const ChangesParams& params, const std::string& cursor) {
  Parameters query{{"limit", std::to_string(params.limit)}};
  if (params.is_utc) query.emplace_back("tz", "utc");
  query.emplace_back("cursor", cursor);
  return "<" + call.resource + "?" + query_text(query) + ">; rel=\"next\"";
}

}  // namespace

base::Status show_changes(Call& call, Services& services, Sink& sink) {
  const Cursors cursors(*call.request.header("X-API-Key"), kFeed);
  const auto params = parse(call.request, cursors, services.settings.max_page_size);
  if (!params) return params.error();
  const auto told = tell(*params, services, call.lease->connection());
  if (!told) return told.error();
  call.lease.reset();
  const Answer answer = write(*told, cursors, params->limit);
  if (is_known(call.request, answer.tag)) return answer_unchanged(answer.tag, sink);
  sink.begin(200);
  sink.header("ETag", answer.tag);
  sink.header("Cache-Control", kAskEachTime);
  if (told->feed.has_more) sink.header("Link", link_to(call, *params, answer.next_cursor));
  sink.write(answer.body);
  return {};
}

}  // namespace ost::api
