// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_change.hpp"

#include "api/actions.hpp"
#include "api/auth/api_key.hpp"
#include "api/read/list_params.hpp"
#include "api/write/change_body.hpp"
#include "api/write/perform.hpp"
#include "domain/ticket/changes.hpp"

namespace ost::api {
namespace {

using domain::TicketChange;

bool is_edit(const TicketChange& change) {
  return change.user_id || change.source || change.sla_id || change.priority_id || change.due ||
         change.is_answered || change.is_overdue || !change.fields.empty();
}

bool deletes(const domain::HelpDesk& desk, const TicketChange& change) {
  const db::TicketStatusRow* status = change.status_id ? desk.status(*change.status_id) : nullptr;
  return status && status->state == "deleted";
}

// A key that may do no more than before still sends back whole tickets.
base::Status check_scope(const domain::HelpDesk& desk, const KeyScope& scope,
                         TicketChange& change) {
  const bool is_of_old = change.topic_id || change.status_id;
  if (is_of_old && !scope.allows(Permission::kTransfer)) change.dept_id.reset();
  if (is_of_old && !scope.allows(Permission::kEdit)) domain::drop_shown_edits(change);
  const bool allowed =
      (!is_of_old || scope.allows(Permission::kUpdate)) &&
      (!change.dept_id || scope.allows(Permission::kTransfer)) &&
      ((!change.staff_id && !change.team_id) || scope.allows(Permission::kAssign)) &&
      (!is_edit(change) || scope.allows(Permission::kEdit)) &&
      (!deletes(desk, change) || scope.allows(Permission::kDelete));
  return allowed ? base::Status() : base::Status(out_of_scope());
}

}  // namespace

base::Status update_ticket(Call& call, Services& services, Sink& sink) {
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  auto change = parse_change(*body);
  if (!change) return change.error();
  const std::int64_t now = services.clock.now_utc();
  return perform(
      {call, services, sink}, *id,
      [&](const domain::HelpDesk& desk) -> base::Result<domain::PreparedChange> {
        if (base::Status known = domain::check_names(desk, *change); !known) return known.error();
        if (base::Status allowed = check_scope(desk, services.scope, *change); !allowed)
          return allowed.error();
        return domain::prepare_change(desk, call.actor.agent_id, *change, now);
      },
      [&](domain::TicketAction& action,
          const domain::PreparedChange& prepared) -> base::Result<WriteAnswer> {
        const base::Status updated = domain::update_ticket(action, prepared);
        if (!updated) return updated.error();
        return message_answer("Ticket updated", action.warnings);
      });
}

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
