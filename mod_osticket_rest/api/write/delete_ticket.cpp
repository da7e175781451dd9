// SPDX-License-Identifier: MIT
#include "domain/ticket/delete_ticket.hpp"

#include "api/actions.hpp"
#include "api/read/list_params.hpp"
#include "api/write/perform.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::api {
namespace {

base::Result<WriteAnswer> act(domain::TicketAction& action) {
  if (action.agent)
    if (base::Status allowed = domain::may(action, domain::Deed::kDelete); !allowed)
      return allowed.error();
  if (base::Status deleted = domain::delete_ticket(action); !deleted) return deleted.error();
  return message_answer("Ticket deleted");
}

}  // namespace

base::Status delete_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  return perform({call, services, sink}, *id, act);
}

}  // namespace ost::api
