// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "domain/create/admission.hpp"
#include "domain/create/new_ticket_mail.hpp"
#include "domain/create/prepared_ticket.hpp"

namespace ost::domain {

/// What creating a ticket came to: the ticket, or why the help desk refused it.
struct Creation {
  CreatedTicket ticket;
  std::optional<Refusal> refusal{};
};

/// Creates a ticket by osTicket's rules (Ticket::create for a ticket that comes over the API). Runs
/// inside the caller's transaction, which must not be committed after an error or a refusal, and
/// which may run again with what was prepared once.
/// Its mail goes into the outbox, where mail is set up; else warnings name what asks for mail.
/// Errors: kInvalidFields for what the forms refuse; refusals: kRefusedByHelpDesk, kTicketLimit.
base::Result<Creation> create_ticket(db::Connection& connection, const PreparedTicket& prepared,
                                     const CreationTools& tools);

}  // namespace ost::domain
