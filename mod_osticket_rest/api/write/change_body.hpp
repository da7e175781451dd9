// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "domain/ticket/changes.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::api {

/// The body of a PUT or PATCH: changes, or a whole ticket as GET gave it, of which those members
/// that may not be changed are passed over. A member that is not known here is a field of the
/// ticket's forms. kInvalidJson; kInvalidFields for a wrong type, or when there is nothing to
/// change.
base::Result<domain::TicketChange> parse_change(std::string_view body);

/// The body of a referral, which names one of agent, team and department. kInvalidJson,
/// kMissingFields, kInvalidFields.
base::Result<domain::Referral> parse_referral(std::string_view body);

}  // namespace ost::api
