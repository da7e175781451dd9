// SPDX-License-Identifier: MIT
// A ticket as templates, events and mail see it, of a draft or of the database.
#pragma once

#include "db/tickets/template_data.hpp"
#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

using TicketView = db::TicketViewRow;
using EntryView = db::EntryViewRow;

/// The ticket that a draft has become, once its rows are written.
TicketView view_of(const TicketDraft& draft);

/// An entry that has just been written, with the id it got.
EntryView view_of(const db::NewEntryRow& entry, std::int64_t id);

}  // namespace ost::domain
