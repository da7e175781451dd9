// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "api/write/submission.hpp"
#include "base/result.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/ticket/ticket.hpp"

namespace ost::api {

/// The body of a POST. kInvalidJson when it is no JSON object, kMissingFields, kInvalidFields when
/// a member has the wrong type. Members the API does not know are fields of the forms.
base::Result<domain::NewTicket> parse_new_ticket(Submission submission);

/// The body of a PUT or PATCH: a change, or a whole ticket as GET gave it, whose members that may
/// not be changed are passed over. kInvalidJson; kInvalidFields for a member that no ticket has, a
/// wrong type, or when there is nothing to change.
base::Result<domain::TicketChange> parse_change(std::string_view body);

}  // namespace ost::api
