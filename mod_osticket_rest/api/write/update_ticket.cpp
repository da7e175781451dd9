// SPDX-License-Identifier: MIT
#include "domain/ticket/update_ticket.hpp"

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/read/list_params.hpp"
#include "api/write/body.hpp"
#include "api/write/run_write.hpp"

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
  const auto answer = with_help_desk(services, &connection, [&](const domain::HelpDesk& desk) {
    return run_write({call, services, connection}, [&]() -> base::Result<WriteAnswer> {
      const base::Status updated = domain::update_ticket(connection, desk, *id, *change);
      if (!updated) return updated.error();
      return message_answer("Ticket updated");
    });
  });
  if (!answer) return answer.error();
  lease->reset();
  send(*answer, sink);
  return {};
}

}  // namespace ost::api
