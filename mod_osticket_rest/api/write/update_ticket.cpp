// SPDX-License-Identifier: MIT
#include "domain/ticket/update_ticket.hpp"

#include "api/actions.hpp"
#include "api/answer_message.hpp"
#include "api/caches.hpp"
#include "api/read/list_params.hpp"
#include "api/write/body.hpp"
#include "domain/desk/run_transaction.hpp"

namespace ost::api {

base::Status update_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  const auto change = parse_change(*body);
  if (!change) return change.error();
  auto lease = services.pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  const base::Status updated =
      with_help_desk(services, &connection, [&](const domain::HelpDesk& desk) {
        return domain::run_transaction(connection, services.settings.transaction_retries, [&] {
          return domain::update_ticket(connection, desk, *id, *change);
        });
      });
  if (!updated) return updated;
  lease->reset();
  answer_message(sink, "Ticket updated");
  return {};
}

}  // namespace ost::api
