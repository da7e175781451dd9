// SPDX-License-Identifier: MIT
#pragma once

#include "api/read/list_params.hpp"
#include "api/read/page_writer.hpp"
#include "api/service.hpp"

namespace ost::api {

/// Reads what a page shows but for the entries of its threads: the tickets, what comes along with
/// them, and how many there are.
/// kInvalidParameter for a filter that only the help desk can tell to be wrong.
base::Status load_page(const ReadParams& params, Services& services, db::Connection& connection,
                       Page& page);

/// What a request for a ticket that is not there is answered with.
base::Error ticket_not_found();

/// The same for one ticket; kTicketNotFound when it is not there. Of several tickets with one
/// number it is the first.
base::Status load_ticket(const ReadParams& params, Services& services, db::Connection& connection,
                         Page& page);

/// Reads the states of the page's threads, unless they are known.
base::Status know_threads(db::Connection& connection, Page& page);

}  // namespace ost::api
