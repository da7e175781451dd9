// SPDX-License-Identifier: MIT
#include "api/read/list_params.hpp"
#include "api/write/group_body.hpp"
#include "api/write/perform.hpp"

namespace ost::api {

base::Status add_collaborator(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  auto request = parse_collaborator(*body);
  if (!request) return request.error();
  request->person.received_at = services.clock.now_utc();
  const std::string address = call.resource + "/" + std::to_string(*id) + "/collaborators/";
  return perform(
      {call, services, sink}, *id,
      [&](const domain::HelpDesk& desk) { return domain::prepare_collaborator(desk, *request); },
      [&](domain::TicketAction& action,
          const domain::PreparedCollaborator& collaborator) -> base::Result<WriteAnswer> {
        const auto added = domain::add_collaborator(action, collaborator);
        if (!added) return added.error();
        if (!added->is_new) return message_answer("Collaborator is there already", action.warnings);
        return created_answer(
            {"Collaborator added", added->user_id, address + std::to_string(added->user_id)},
            action.warnings);
      });
}

base::Status remove_collaborator(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const std::int64_t user_id = number_in_path(call, "user_id");
  return perform({call, services, sink}, *id,
                 [&](domain::TicketAction& action) -> base::Result<WriteAnswer> {
                   const base::Status removed = domain::remove_collaborator(action, user_id);
                   if (!removed) return removed.error();
                   return message_answer("Collaborator removed");
                 });
}

}  // namespace ost::api
