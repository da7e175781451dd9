// SPDX-License-Identifier: MIT
#include "domain/create/admission.hpp"

#include "domain/create/ticket_limit.hpp"

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

}  // namespace ost::domain
