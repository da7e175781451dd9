// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"
#include "domain/filters/filter_match.hpp"

namespace ost::domain {

/// Lets the matching filters set what they set. The filter that rejects the ticket, or nullptr;
/// what comes behind it is not applied (the classes of class.filter_action.php).
const db::FilterRow* apply_filters(const std::vector<const db::FilterRow*>& filters,
                                   TicketDraft& draft);

/// Logs what each matching filter did as events of the ticket (TriggerAction::getEventDescription).
void log_filters(const std::vector<const db::FilterRow*>& filters, TicketDraft& draft);

/// Notes what the filters send by mail once the ticket is there (FA_SendEmail).
void collect_filter_mails(const std::vector<const db::FilterRow*>& filters, TicketDraft& draft);

}  // namespace ost::domain
