// SPDX-License-Identifier: MIT
#include "domain/ticket/reopen.hpp"

#include "domain/ticket/close_rules.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

const db::TicketStatusRow* open_status(const HelpDesk& desk, std::int64_t id) {
  const db::TicketStatusRow* status = desk.status(id);
  return status && status->state == "open" ? status : nullptr;
}

// The status that a closed one names for reopening; its 0 stands for the default
// (TicketStatus::getReopenStatus).
const db::TicketStatusRow* named_status(const HelpDesk& desk, const db::TicketRow& ticket) {
  const db::TicketStatusRow* closed = desk.status(ticket.status_id);
  const base::Json settings = closed ? json_in(closed->properties) : base::Json();
  const base::Json* allowed = settings.find("allowreopen");
  const base::Json* named = settings.find("reopenstatus");
  if (!allowed || !allowed->to_boolean() || !named || named->is_null()) return nullptr;
  const std::int64_t id = named->to_integer();
  return open_status(desk, id > 0 ? id : desk.setting_number("default_ticket_status_id"));
}

}  // namespace

base::Status reopen_ticket(TicketAction& action) {
  const HelpDesk& desk = action.desk();
  const db::TicketStatusRow* status = named_status(desk, action.ticket);
  if (!status) status = open_status(desk, desk.setting_number("default_ticket_status_id"));
  return status ? set_status(action, {status->id, Opening::kImplied}) : base::Status();
}

}  // namespace ost::domain
