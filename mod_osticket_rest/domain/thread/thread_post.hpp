// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// Prepares body, format and title of the first message: cleaned markup where the help desk has
/// rich text on, encoded text otherwise. kInvalidFields for a body that no thread entry can hold
/// (ThreadEntry::create). Needs no row.
base::Status prepare_message(TicketDraft& draft);

/// Writes the first message (Thread::addMessage). The draft gets the entry.
base::Status write_message(db::Connection& connection, TicketDraft& draft);

}  // namespace ost::domain
