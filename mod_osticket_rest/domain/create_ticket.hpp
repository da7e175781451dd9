// SPDX-License-Identifier: MIT
#pragma once

#include "base/random.hpp"
#include "domain/help_desk.hpp"
#include "domain/mail_setup.hpp"
#include "domain/system_log.hpp"
#include "domain/ticket.hpp"

namespace ost::domain {

/// What creating a ticket came to: the ticket, or why the help desk refused it together with the
/// line that osTicket writes into its system log then.
struct Creation {
  CreatedTicket ticket;
  std::optional<base::Error> refusal{};
  std::optional<LogLine> log{};
};

/// What creating a ticket needs besides the database and the request.
struct CreationTools {
  base::Random& random;
  const MailSetup& mail;
};

/// Creates a ticket by osTicket's rules (Ticket::create for a ticket that comes over the API). Runs
/// inside the caller's transaction, which must not be committed after an error or a refusal.
/// Its mail goes into the outbox, where mail is set up; else warnings name what asks for mail.
/// Errors: kInvalidFields for what the forms refuse; refusals: kRefusedByHelpDesk, kTicketLimit.
base::Result<Creation> create_ticket(db::Connection& connection, const HelpDesk& desk,
                                     const NewTicket& request, const CreationTools& tools);

}  // namespace ost::domain
