// SPDX-License-Identifier: MIT
#include "domain/create/ticket_limit.hpp"

#include "db/people/users.hpp"

namespace ost::domain {

base::Result<std::int64_t> count_open_tickets(db::Connection& connection, const HelpDesk& desk,
                                              std::int64_t user_id) {
  const auto own = db::count_open_tickets(connection, user_id);
  if (!own || desk.setting_number("collaborator_ticket_visibility") == 0) return own;
  const auto others = db::count_open_tickets_as_collaborator(connection, user_id);
  if (!others) return others;
  return *own + *others;
}

std::int64_t ticket_limit(const HelpDesk& desk) {
  return desk.setting_number("max_open_tickets");
}

}  // namespace ost::domain
