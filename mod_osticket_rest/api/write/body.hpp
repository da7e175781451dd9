// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "api/write/submission.hpp"
#include "base/result.hpp"
#include "domain/create/new_ticket.hpp"

namespace ost::api {

/// The body of a POST. kInvalidJson when it is no JSON object, kMissingFields, kInvalidFields when
/// a member has the wrong type. Members the API does not know are fields of the forms.
base::Result<domain::NewTicket> parse_new_ticket(Submission submission);

}  // namespace ost::api
