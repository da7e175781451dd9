// SPDX-License-Identifier: MIT
#pragma once

#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// A canned response with what its variables stand for, the ticket's owner as its recipient.
/// kInvalidFields for one that is not there, not enabled, or too long for an entry
/// (TicketsAjaxAPI::cannedResponse).
base::Result<EntryText> canned_text(const TicketAction& action, std::int64_t canned_id);

}  // namespace ost::domain
