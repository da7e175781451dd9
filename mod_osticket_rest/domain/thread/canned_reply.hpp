// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// Reads the canned response that a filter asks for, if it is enabled (Ticket::postCannedReply).
base::Status prepare_canned_reply(db::Connection& connection, TicketDraft& draft);

/// Posts it as the system's answer to the message, with its attachments; the ticket stays
/// unanswered. The draft gets the entry. One that its column cannot hold is left out, which
/// `warnings` says.
base::Status write_canned_reply(db::Connection& connection, TicketDraft& draft);

}  // namespace ost::domain
