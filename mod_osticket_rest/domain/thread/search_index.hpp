// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// The rows of the search index that a new ticket adds: the ticket, its first message, a new user
/// (SearchInterface::updateModel, MysqlSearchBackend::update).
std::vector<db::SearchRow> search_rows(const TicketDraft& draft, std::int64_t entry_id);

}  // namespace ost::domain
