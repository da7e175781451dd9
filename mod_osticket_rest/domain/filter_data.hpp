// SPDX-License-Identifier: MIT
#pragma once

#include "domain/filter_match.hpp"
#include "domain/ticket_draft.hpp"

namespace ost::domain {

/// What ticket filters see of a new ticket: its forms, the requester's name and address and what
/// his and his organisation's forms say. A known user's stored answers are read only when a rule
/// asks for them (Ticket::filterTicketData, User::getFilterData, Organization::getFilterData).
base::Result<FilterData> collect_filter_data(db::Connection& connection, const TicketDraft& draft);

}  // namespace ost::domain
