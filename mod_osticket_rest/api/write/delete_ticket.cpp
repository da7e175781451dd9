// SPDX-License-Identifier: MIT
#include "domain/ticket/delete_ticket.hpp"

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/read/list_params.hpp"
#include "api/write/run_write.hpp"

namespace ost::api {

base::Status delete_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  db::Connection& connection = call.lease->connection();
  const auto answer = with_help_desk(services, &connection, [&](const domain::HelpDesk& desk) {
    return run_write({call, services, connection}, [&]() -> base::Result<WriteAnswer> {
      const base::Status deleted =
          domain::delete_ticket(connection, desk, *id, call.request.client_address);
      if (!deleted) return deleted.error();
      return message_answer("Ticket deleted");
    });
  });
  if (!answer) return answer.error();
  call.lease.reset();
  send(*answer, sink);
  return {};
}

}  // namespace ost::api
