// SPDX-License-Identifier: MIT
#include "api/read/thread_rows.hpp"
#include "api/read/ticket_json.hpp"
#include "db/tickets/ticket_extras.hpp"

namespace ost::api {
namespace {

/// Who is copied on a ticket, active or not.
class CollaboratorsInclude final : public Include {
 public:
  explicit CollaboratorsInclude(const View& view) : view_(view) {}

  base::Status load(db::Connection& connection,
                    const std::vector<db::ListedTicket>& tickets) override {
    auto rows = db::load_thread_collaborators(connection, threads_of(tickets));
    if (!rows) return rows.error();
    rows_ = std::move(rows).value();
    return {};
  }

  void add_to_ticket(JsonWriter& json, const db::ListedTicket& ticket) const override {
    json.name("collaborators").begin_array();
    for_thread(rows_, ticket.thread_id, [&](const auto& row) { write_row(json, row); });
    json.end_array();
  }

 private:
  void write_row(JsonWriter& json, const db::CollaboratorRow& row) const {
    json.begin_object();
    json.name("user_id").number(row.user_id);
    json.name("user_name").maybe_string(row.name);
    json.name("user_email").maybe_string(row.email);
    json.name("is_active").boolean(row.is_active);
    json.name("created");
    view_.times.write(json, row.created);
    json.end_object();
  }

  const View& view_;
  std::vector<db::CollaboratorRow> rows_;
};

}  // namespace

std::unique_ptr<Include> make_collaborators(const View& view) {
  return std::make_unique<CollaboratorsInclude>(view);
}

}  // namespace ost::api
