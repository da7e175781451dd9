// SPDX-License-Identifier: MIT
#pragma once

#include "base/system.hpp"
#include "domain/notify/notify.hpp"

namespace ost::domain {

/// Writes what osTicket would mail for the events, in their order, into the outbox, inside the
/// caller's transaction: mail exists exactly when what it tells of does. A department of thousands
/// needs the memory of a few messages.
base::Status queue_mail(db::Connection& connection, const std::vector<Event>& events,
                        NotifyContext& context, base::Random& random);

}  // namespace ost::domain
