// SPDX-License-Identifier: MIT
#include "domain/update_ticket.hpp"

#include "api/actions.hpp"
#include "api/answer_message.hpp"
#include "api/body.hpp"
#include "api/caches.hpp"
#include "api/list_params.hpp"
#include "domain/run_transaction.hpp"

namespace ost::api {

base::Status update_ticket(const Request& request, Services& services, HeldLease lease,
                           Sink& sink) {
  const auto id = parse_ticket_id(request);
  if (!id) return id.error();
  const auto change = parse_change(request.body);
  if (!change) return change.error();
  db::Connection& connection = lease->connection();
  const auto desk = help_desk(services, connection);
  if (!desk) return desk.error();
  base::Status updated = domain::run_transaction(
      connection, services.settings.transaction_retries,
      [&] { return domain::update_ticket(connection, **desk, *id, *change); });
  if (!updated) return updated;
  lease.reset();
  answer_message(sink, "Ticket updated");
  return {};
}

}  // namespace ost::api
