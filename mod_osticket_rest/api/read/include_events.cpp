// SPDX-License-Identifier: MIT
#include "api/read/thread_rows.hpp"
#include "api/read/ticket_json.hpp"
#include "db/tickets/ticket_extras.hpp"
#include "domain/thread/event_text.hpp"

namespace ost::api {
namespace {

std::string_view kind_of_actor(const db::HistoryRow& row) {
  if (row.user_id <= 0) return "system";
  return row.is_by_user ? "user" : "agent";
}

/// The history of a ticket. Without the notes scope it has what osTicket shows to users.
class EventsInclude final : public Include {
 public:
  explicit EventsInclude(const View& view) : view_(view) {}

  base::Status load(db::Connection& connection,
                    const std::vector<db::ListedTicket>& tickets) override {
    const auto names =
        view_.scope.shows_notes() ? std::vector<std::string>() : domain::public_events();
    auto rows = db::load_history(connection, threads_of(tickets), names);
    if (!rows) return rows.error();
    rows_ = std::move(rows).value();
    return {};
  }

  void add_to_ticket(JsonWriter& json, const db::ListedTicket& ticket) const override {
    json.name("events").begin_array();
    for_thread(rows_, ticket.thread_id, [&](const auto& row) { write_row(json, row); });
    json.end_array();
  }

 private:
  void write_row(JsonWriter& json, const db::HistoryRow& row) const {
    const bool is_known = row.user_id > 0;
    json.begin_object();
    json.name("id").number(row.id);
    json.name("type").string(row.event);
    json.name("text").string(domain::event_text(*view_.desk, row));
    json.name("by").string(kind_of_actor(row));
    json.name("user_id").maybe_number(is_known ? std::optional<std::int64_t>(row.user_id)
                                               : std::nullopt);
    json.name("user_name").string(domain::event_actor(*view_.desk, row));
    json.name("is_annulled").boolean(row.is_annulled);
    json.name("created");
    view_.times.write(json, row.created);
    json.end_object();
  }

  const View& view_;
  std::vector<db::HistoryRow> rows_;
};

}  // namespace

std::unique_ptr<Include> make_events(const View& view) {
  return std::make_unique<EventsInclude>(view);
}

}  // namespace ost::api
