// SPDX-License-Identifier: MIT
#include "api/write/if_match.hpp"

#include "api/caches.hpp"
#include "api/read/list_params.hpp"
#include "api/read/ticket_tag.hpp"
#include "db/tickets/ticket_change.hpp"

namespace ost::api {

base::Status check_if_match(const Call& call, Services& services, db::Connection& connection) {
  const std::string* header = call.request.header("If-Match");
  if (!header) return {};
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto ticket = db::lock_ticket(connection, *id);
  if (!ticket) return ticket.error();
  if (ticket->id == 0) return {};
  // Behind the lock: what was read before would keep showing the ticket as it was then.
  const auto reference = read_reference(services, connection);
  if (!reference) return reference.error();
  const auto state = db::load_ticket_state(connection, *id, **reference);
  if (!state) return state.error();
  if (names_state(*header, *state)) return {};
  return base::Error{base::Errc::kPreconditionFailed,
                     "The ticket is not in the state that If-Match names"};
}

}  // namespace ost::api
