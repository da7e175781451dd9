// SPDX-License-Identifier: MIT
#include "domain/ticket/panel_lock.hpp"

namespace ost::domain {
namespace {

bool locks_tickets(const HelpDesk& desk) {
  return desk.setting_number("ticket_lock") != 0 && desk.setting_number("autolock_minutes") != 0;
}

// The lock that holds now, id 0 where there is none. Times of one format compare as text.
base::Result<db::LockRow> held_lock(const TicketAction& action) {
  if (action.ticket.lock_id == 0) return db::LockRow();
  auto lock = db::find_lock(action.connection(), action.ticket.lock_id);
  if (lock && lock->expire < action.now) return db::LockRow();
  return lock;
}

}  // namespace

base::Status check_panel_lock(TicketAction& action) {
  if (!locks_tickets(action.desk())) return {};
  const auto lock = held_lock(action);
  if (!lock) return lock.error();
  if (lock->id == 0 || lock->staff_id == action.agent_id()) return {};
  return base::Error{
      base::Errc::kConflict, "Action Denied. Ticket is locked by someone else!", "", {}};
}

base::Status release_panel_lock(TicketAction& action) {
  const auto lock = held_lock(action);
  if (!lock) return lock.error();
  if (lock->id == 0 || lock->staff_id != action.agent_id()) return {};
  action.ticket.lock_id = 0;
  return db::delete_lock(action.connection(), lock->id);
}

}  // namespace ost::domain
