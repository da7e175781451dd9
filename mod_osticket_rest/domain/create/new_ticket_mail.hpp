// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/create_ticket.hpp"
#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// Names the event of a ticket that has been written, so that everybody hears of it whom osTicket
/// tells. Where nothing is mailed, the draft's warnings name what the request asks for in vain.
base::Status queue_mail(db::Connection& connection, TicketDraft& draft, const CreationTools& tools);

}  // namespace ost::domain
