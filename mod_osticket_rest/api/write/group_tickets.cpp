// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_group.hpp"

#include "api/auth/api_key.hpp"
#include "api/read/list_params.hpp"
#include "api/write/group_body.hpp"
#include "api/write/perform.hpp"

namespace ost::api {

base::Status link_tickets(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  const auto tickets = parse_links(*body, *id);
  if (!tickets) return tickets.error();
  return transact({call, services, sink}, nothing,
                  [&](const domain::ActionContext& context, bool) -> base::Result<WriteAnswer> {
                    const base::Status linked = domain::link_tickets(context, *id, *tickets);
                    if (!linked) return linked.error();
                    return message_answer("Tickets linked");
                  });
}

base::Status unlink_tickets(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const std::int64_t other = number_in_path(call, "other");
  return transact({call, services, sink}, nothing,
                  [&](const domain::ActionContext& context, bool) -> base::Result<WriteAnswer> {
                    const base::Status unlinked = domain::unlink_tickets(context, *id, other);
                    if (!unlinked) return unlinked.error();
                    return message_answer("Tickets unlinked");
                  });
}

base::Status merge_tickets(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  const auto request = parse_merge(*body, *id);
  if (!request) return request.error();
  const bool deletes = request->children == domain::Children::kAreDeleted;
  if (deletes && !services.scope.allows(Permission::kDelete)) return out_of_scope();
  return transact({call, services, sink}, nothing,
                  [&](const domain::ActionContext& context, bool) -> base::Result<WriteAnswer> {
                    const auto warnings = domain::merge_tickets(context, *id, *request);
                    if (!warnings) return warnings.error();
                    return message_answer("Tickets merged", *warnings);
                  });
}

}  // namespace ost::api
