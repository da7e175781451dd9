// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"
#include "domain/filters/filter_match.hpp"

namespace ost::domain {

/// What the forms say that are stored for a known user and for an organisation. Both are read only
/// when a rule asks for them, and once for both times that filters look at a ticket
/// (User::getFilterData, Organization::getFilterData).
struct StoredFilterData {
  FilterData user{};
  FilterData organization{};
};
base::Result<StoredFilterData> load_stored_filter_data(db::Connection& connection,
                                                       const TicketDraft& draft);

/// What ticket filters see of a ticket that is to be: its topic, message and forms, the requester's
/// name and address, and what his and his organisation's forms say (Ticket::filterTicketData).
FilterData filter_data(const TicketDraft& draft, const StoredFilterData& stored);

/// What they see when osTicket asks them again, for the events of the ticket that is there: the
/// priority and the topic that it got, "0" for a topic that cannot be used, and a new user's
/// answers as they were stored (Ticket::create behind postMessage).
FilterData filter_data_after_creation(const TicketDraft& draft, const StoredFilterData& stored);

}  // namespace ost::domain
