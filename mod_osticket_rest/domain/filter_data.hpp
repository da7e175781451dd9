// SPDX-License-Identifier: MIT
#pragma once

#include "domain/filter_match.hpp"
#include "domain/ticket_draft.hpp"

namespace ost::domain {

/// What ticket filters see of a new ticket: its topic, message and forms, the requester's name and
/// address and what his and his organisation's forms say. A known user's stored answers are read
/// only when a rule asks for them (Ticket::filterTicketData, User::getFilterData,
/// Organization::getFilterData).
base::Result<FilterData> collect_filter_data(db::Connection& connection, const TicketDraft& draft);

/// What they see when osTicket asks them again for the events of the ticket that is there: the
/// topic that it got from a filter, "0" for one that cannot be used, and a new user's answers as
/// they were stored. Needs no more statements (Ticket::create behind postMessage).
FilterData filter_data_after_creation(FilterData data, const TicketDraft& draft);

}  // namespace ost::domain
