// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

/// To whom a ticket is to be referred, and the member of the request that names him.
struct Referral {
  std::string member;
  db::ReferralRow to{};
  std::string comments{};
  bool alert = true;
};

/// A referral with its comments cleaned.
struct PreparedReferral {
  Referral asked;
  std::optional<EntryText> comments{};
};

/// Prepares what needs no row. kInvalidFields for comments that no entry can hold.
base::Result<PreparedReferral> prepare_referral(const HelpDesk& desk, const Referral& asked);

/// Gives an agent, a team or a department a part in the ticket, with an event; comments become a
/// note, of which agents hear. The id of the referral. kInvalidFields for one who is not offered,
/// kConflict for one who has the ticket or a referral already (Ticket::refer in
/// TicketsAjaxAPI::refer).
base::Result<std::int64_t> refer_ticket(TicketAction& action, const PreparedReferral& referral);

}  // namespace ost::domain
