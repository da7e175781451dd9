// SPDX-License-Identifier: MIT
#pragma once

#include "base/random.hpp"
#include "domain/create/ticket_draft.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/desk/mail_setup.hpp"
#include "domain/desk/system_log.hpp"
#include "domain/ticket/ticket.hpp"

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

/// All that can be made of a request without the database: forms, message and title, texts cleaned.
/// Done once, before a connection is taken. The draft refers to the help desk and the request.
/// Errors: kInvalidFields for a message that no thread entry can hold.
base::Result<TicketDraft> prepare_ticket(const HelpDesk& desk, const NewTicket& request);

/// Creates a ticket by osTicket's rules (Ticket::create for a ticket that comes over the API). Runs
/// inside the caller's transaction, which must not be committed after an error or a refusal, and
/// which may run again with the same draft.
/// Its mail goes into the outbox, where mail is set up; else warnings name what asks for mail.
/// Errors: kInvalidFields for what the forms refuse; refusals: kRefusedByHelpDesk, kTicketLimit.
base::Result<Creation> create_ticket(db::Connection& connection, const TicketDraft& prepared,
                                     const CreationTools& tools);

}  // namespace ost::domain
