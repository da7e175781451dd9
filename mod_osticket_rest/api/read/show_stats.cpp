// SPDX-License-Identifier: MIT
// Numbers for dashboards: how many tickets there are of each kind, and what happened on each day.
#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/http/query_string.hpp"
#include "api/read/filters_text.hpp"
#include "api/read/list_memory.hpp"
#include "api/read/list_params.hpp"
#include "api/read/settle_filters.hpp"
#include "api/read/stats_json.hpp"
#include "api/read/ticket_tag.hpp"
#include "base/date_time.hpp"
#include "db/session.hpp"

namespace ost::api {
namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr std::int64_t kUsualDays = 30;
constexpr std::int64_t kMostDays = 366;

struct StatsParams {
  FilterParams filters{};
  std::optional<Moment> since{};
  std::optional<Moment> until{};
};

std::string take_moment(const std::string& value, std::optional<Moment>& into) {
  if (value.empty()) return "";
  into = parse_moment(value);
  return into ? "" : "must be a date and time by RFC 3339, or database time";
}

// A search finds no more tickets than it ranks, so what it leaves is not counted.
std::string take(const std::string& name, const std::string& value, StatsParams& params) {
  if (name == "since") return take_moment(value, params.since);
  if (name == "until") return take_moment(value, params.until);
  if (!is_filter(name) || name == "search") return "is not a parameter of this resource";
  return value.empty() ? "" : take_filter(name, value, params.filters);
}

base::Result<StatsParams> parse(const Request& request) {
  StatsParams params;
  const base::Status taken = take_parameters(
      request,
      [&](const std::string& name, const std::string& value) { return take(name, value, params); });
  if (!taken) return taken.error();
  return params;
}

std::string midnight(std::int64_t wall_seconds) {
  return base::format_date_time(wall_seconds - (wall_seconds % kDay + kDay) % kDay);
}

// Whole days until the end of today, unless it is said otherwise.
base::Result<db::TimeRange> range_of(const StatsParams& params, const domain::HelpDesk& desk,
                                     const std::string& now) {
  db::TimeRange range;
  range.until = params.until ? database_time_of(*params.until, desk)
                             : midnight(base::parse_date_time(now).value_or(0) + kDay);
  const std::int64_t end = base::parse_date_time(range.until).value_or(0);
  range.since = params.since ? database_time_of(*params.since, desk)
                             : midnight(end - 1 - (kUsualDays - 1) * kDay);
  const std::int64_t start = base::parse_date_time(range.since).value_or(0);
  if (start >= end) return invalid_parameters({{"since", "is not before until"}});
  if (end - start > kMostDays * kDay)
    return invalid_parameters({{"since", "is more than 366 days before until"}});
  return range;
}

db::ListQuery only_open(db::ListQuery list, const domain::HelpDesk& desk) {
  db::TicketCondition open{db::TicketColumn::kStatus, db::TicketCondition::Test::kAnyOf, {}, {}};
  for (const db::TicketStatusRow& status : desk.statuses)
    if (status.state == "open") open.numbers.push_back(status.id);
  list.conditions.push_back(std::move(open));
  return list;
}

// A fixed number of statements, whatever there is to count.
base::Result<TicketStats> count(db::Connection& connection, const db::ListQuery& list,
                                const View& view, const db::TimeRange& range) {
  TicketStats stats;
  auto statuses = db::count_by_status(connection, list);
  if (!statuses) return statuses.error();
  stats.statuses = std::move(statuses).value();
  auto groups = db::count_groups(connection, only_open(list, *view.desk), view.names->has_priority);
  if (!groups) return groups.error();
  stats.open = std::move(groups).value();
  auto created = db::count_created(connection, list, range);
  if (!created) return created.error();
  stats.days = std::move(created).value();
  const auto events = db::count_events(
      connection, list, {view.desk->event_id("closed"), view.desk->event_id("reopened")}, range);
  if (!events) return events.error();
  stats.days.insert(stats.days.end(), events->begin(), events->end());
  return stats;
}

struct Question {
  StatsParams params{};
  View view{};
  db::TimeRange range{};
};

base::Result<std::string> make_answer(const Question& question, Services& services,
                                      db::Connection& connection) {
  db::ListQuery list;
  const auto has_some = settle_filters(question.params.filters, question.view, connection, list);
  if (!has_some) return has_some.error();
  ListMemory memory(services);
  const std::string text =
      filters_text(list) + " from " + question.range.since + " to " + question.range.until;
  if (*has_some)
    if (auto kept = memory.answer(text)) return *kept;
  const std::int64_t started = services.clock.monotonic_microseconds();
  base::Result<TicketStats> stats = TicketStats();
  if (*has_some) stats = count(connection, list, question.view, question.range);
  if (!stats) return stats.error();
  std::string body = stats_json(*stats, question.range, *question.view.desk);
  if (*has_some) memory.keep_answer(text, body, services.clock.monotonic_microseconds() - started);
  return body;
}

base::Result<std::string> answer(const StatsParams& params, Services& services,
                                 db::Connection& connection) {
  Question question;
  question.params = params;
  auto names = shown_names(services, connection);
  if (!names) return names.error();
  question.view.names = std::move(names).value();
  auto desk = help_desk_to_read(services, connection);
  if (!desk) return desk.error();
  question.view.desk = std::move(desk).value();
  const auto now = db::database_time(connection);
  if (!now) return now.error();
  auto range = range_of(params, *question.view.desk, *now);
  if (!range) return range.error();
  question.range = std::move(range).value();
  return make_answer(question, services, connection);
}

}  // namespace

base::Status show_stats(Call& call, Services& services, Sink& sink) {
  const auto params = parse(call.request);
  if (!params) return params.error();
  auto body = answer(*params, services, call.lease->connection());
  // Tables of forms' values come and go, so what was kept of them may be out of date.
  if (!body && body.error().code == base::Errc::kSchemaChanged) {
    services.caches.names.forget();
    services.caches.help_desk.forget();
    body = answer(*params, services, call.lease->connection());
  }
  if (!body) return body.error();
  call.lease.reset();
  return answer_tagged(call.request, *body, sink);
}

}  // namespace ost::api
