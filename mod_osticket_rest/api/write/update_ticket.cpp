// SPDX-License-Identifier: MIT
#include "domain/ticket/update_ticket.hpp"

#include "api/actions.hpp"
#include "api/auth/api_key.hpp"
#include "api/read/list_params.hpp"
#include "api/write/body.hpp"
#include "api/write/perform.hpp"

namespace ost::api {

base::Status update_ticket(Call& call, Services& services, Sink& sink) {
  // The members that this takes; others need other scopes.
  if (!services.scope.allows(Permission::kUpdate)) return out_of_scope();
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  const auto change = parse_change(*body);
  if (!change) return change.error();
  return perform({call, services, sink}, *id,
                 [&](domain::TicketAction& action) -> base::Result<WriteAnswer> {
                   const base::Status updated = domain::update_ticket(action, *change);
                   if (!updated) return updated.error();
                   return message_answer("Ticket updated");
                 });
}

}  // namespace ost::api
