// SPDX-License-Identifier: MIT
#pragma once

#include "api/service.hpp"

namespace ost::api {

/// Serves osTicket's own endpoint, `POST …/tickets.json` and `…/tickets.xml`, with osTicket's
/// answers and the lines of its system log, of which none holds the key. The ticket is made as any
/// other is. Fails only where osTicket could say nothing either: the database is away, an address
/// has guessed keys, a body is too large.
base::Status handle_stock(const Request& request, Services& services, Sink& sink);

}  // namespace ost::api
