// SPDX-License-Identifier: MIT
#include "domain/create/ticket_limit.hpp"

namespace ost::domain {
namespace {

base::Result<std::int64_t> count_open_tickets(db::Connection& connection, const HelpDesk& desk,
                                              std::int64_t user_id) {
  const auto own = db::count_open_tickets(connection, user_id);
  if (!own || desk.setting_number("collaborator_ticket_visibility") == 0) return own;
  const auto others = db::count_open_tickets_as_collaborator(connection, user_id);
  if (!others) return others;
  return *own + *others;
}

// How many open tickets a user may have; 0: any number.
std::int64_t limit_of(const HelpDesk& desk) {
  return desk.setting_number("max_open_tickets");
}

}  // namespace

base::Result<std::optional<Refusal>> ask_limit(db::Connection& connection, const HelpDesk& desk,
                                               const Requester& requester) {
  const std::int64_t limit = limit_of(desk);
  if (limit <= 0 || requester.is_new) return std::optional<Refusal>();
  const auto open = count_open_tickets(connection, desk, requester.user.id);
  if (!open) return open.error();
  if (*open < limit) return std::optional<Refusal>();
  const std::string& email = requester.user.address;
  return std::optional(Refusal{
      {base::Errc::kTicketLimit, "You've reached the maximum open tickets allowed.", "", {}},
      {"Ticket denied - " + email,
       "Max open tickets (" + std::to_string(limit) + ") reached for " + email}});
}

base::Result<bool> note_limit(db::Connection& connection, const HelpDesk& desk,
                              const db::UserRow& user, const std::string& client_address) {
  const std::int64_t limit = limit_of(desk);
  if (limit <= 0) return false;
  const auto open = count_open_tickets(connection, desk, user.id);
  if (!open) return open.error();
  if (*open != limit) return false;
  const base::Status noted = log_warning(
      connection, desk,
      {"Maximum Open Tickets Limit (" + user.address + ")",
       "Maximum open tickets (" + std::to_string(limit) + ") reached for " + user.address},
      client_address);
  if (!noted) return noted.error();
  return true;
}

}  // namespace ost::domain
