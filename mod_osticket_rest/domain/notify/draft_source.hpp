// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"
#include "domain/notify/template_source.hpp"

namespace ost::domain {

/// Tells the source what a draft knows of its requester and his answers, so that it need not be
/// read from the rows that have just been written.
void remember_draft(StoredTemplateSource& source, const TicketDraft& draft);

}  // namespace ost::domain
