// SPDX-License-Identifier: MIT
#pragma once

#include "api/actions.hpp"

namespace ost::api {

/// kPreconditionFailed when the request has an If-Match that does not name the ticket of its
/// address in the present state, by the tag of any answer that showed it. To be asked first in the
/// transaction of the change: it locks the ticket, so that nobody changes it in between. A ticket
/// that is not there is for the change to find.
base::Status check_if_match(const Call& call, Services& services, db::Connection& connection);

}  // namespace ost::api
