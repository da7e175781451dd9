// SPDX-License-Identifier: MIT
#include "domain/ticket/panel_lock.hpp"

namespace ost::domain {
namespace {

bool locks_tickets(const HelpDesk& desk) {
  return desk.setting_number("ticket_lock") != 0 && desk.setting_number("autolock_minutes") != 0;
}

// Times of one format compare as text (Lock::isExpired).
bool is_held(const TicketAction& action) {
  return action.ticket.lock_id > 0 && action.lock.id > 0 && action.lock.expire >= action.now;
}

}  // namespace

base::Status check_panel_lock(TicketAction& action) {
  if (!locks_tickets(action.desk()) || !is_held(action)) return {};
  if (action.lock.staff_id == action.agent_id()) return {};
  return base::Error{
      base::Errc::kConflict, "Action Denied. Ticket is locked by someone else!", "", {}};
}

base::Status release_panel_lock(TicketAction& action) {
  if (!is_held(action) || action.lock.staff_id != action.agent_id()) return {};
  action.ticket.lock_id = 0;
  return db::delete_lock(action.connection(), action.lock.id);
}

}  // namespace ost::domain
