// SPDX-License-Identifier: MIT
#include "domain/ticket/delete_ticket.hpp"

#include "api/actions.hpp"
#include "api/answer_message.hpp"
#include "api/caches.hpp"
#include "api/read/list_params.hpp"
#include "domain/desk/run_transaction.hpp"

namespace ost::api {

base::Status delete_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  db::Connection& connection = call.lease->connection();
  const base::Status deleted =
      with_help_desk(services, &connection, [&](const domain::HelpDesk& desk) {
        return domain::run_transaction(connection, services.settings.transaction_retries, [&] {
          return domain::delete_ticket(connection, desk, *id, call.request.client_address);
        });
      });
  if (!deleted) return deleted;
  call.lease.reset();
  answer_message(sink, "Ticket deleted");
  return {};
}

}  // namespace ost::api
