// SPDX-License-Identifier: MIT
#include "domain/ticket/refer_ticket.hpp"

#include "api/actions.hpp"
#include "api/read/list_params.hpp"
#include "api/write/change_body.hpp"
#include "api/write/perform.hpp"

namespace ost::api {

base::Status refer_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  const auto referral = parse_referral(*body);
  if (!referral) return referral.error();
  return perform(
      {call, services, sink}, *id,
      [&](const domain::HelpDesk& desk) { return domain::prepare_referral(desk, *referral); },
      [&](domain::TicketAction& action,
          const domain::PreparedReferral& prepared) -> base::Result<WriteAnswer> {
        const auto referred = domain::refer_ticket(action, prepared);
        if (!referred) return referred.error();
        return created_answer(
            {"Ticket referred", *referred, call.resource + "?id=" + std::to_string(*id)});
      });
}

}  // namespace ost::api
