// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket_draft.hpp"

namespace ost::domain {

/// Text with what `%{ticket.…}` stands for: number, subject, name, email, dept, topic, status;
/// other variables become nothing (VariableReplacer).
std::string replace_variables(const std::string& text, const TicketDraft& draft);

/// Reads the canned response that a filter asks for, if it is enabled (Ticket::postCannedReply).
base::Status prepare_canned_reply(db::Connection& connection, TicketDraft& draft);

/// Posts it as the system's answer to the message, with its attachments; the ticket stays
/// unanswered.
base::Status write_canned_reply(db::Connection& connection, const TicketDraft& draft,
                                std::int64_t message_id);

}  // namespace ost::domain
