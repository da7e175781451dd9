// SPDX-License-Identifier: MIT
#include "domain/create/admission.hpp"

namespace ost::domain {
namespace {

Refusal rejection(const std::string& email, const db::FilterRow& filter) {
  return {{base::Errc::kRefusedByHelpDesk,
           "This help desk is for use by authorized users only",
           "",
           {}},
          {"Ticket denied", "Ticket rejected (" + email + ") by filter \"" + filter.name + "\""}};
}

}  // namespace

base::Result<Admission> ask_rules(db::Connection& connection, const PreparedTicket& prepared,
                                  const Requester& requester) {
  const HelpDesk& desk = prepared.desk;
  const std::string& email = requester.user.address;
  Admission admission;
  auto stored =
      load_stored_filter_data(connection, desk, requester.user.id, requester.organization.id);
  if (!stored) return stored.error();
  admission.stored = std::move(stored).value();
  if (const db::FilterRow* ban = find_ban(desk, email)) {
    admission.refusal = rejection(email, *ban);
    return admission;
  }
  const FilteredTicket ticket{desk,
                              prepared.forms.ticket,
                              prepared.post.text,
                              requester.user,
                              prepared.forms.new_user_form(requester),
                              requester.organization,
                              prepared.request.topic_id};
  admission.verdict = judge(desk, matching_filters(desk, filter_data(ticket, admission.stored)));
  if (const db::FilterRow* filter = admission.verdict.rejected_by) {
    admission.refusal = rejection(email, *filter);
    return admission;
  }
  auto limit = ask_limit(connection, desk, requester);
  if (!limit) return limit.error();
  admission.refusal = std::move(limit).value();
  return admission;
}

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
