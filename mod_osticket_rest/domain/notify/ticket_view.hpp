// SPDX-License-Identifier: MIT
// A ticket and its entries as templates, events and mail see them, be they new or long there.
#pragma once

#include "db/tickets/new_ticket.hpp"
#include "db/tickets/template_data.hpp"
#include "db/tickets/ticket_row.hpp"

namespace ost::domain {

using TicketView = db::TicketRow;
using EntryView = db::EntryViewRow;

/// An entry that has just been written, with the id it got.
EntryView view_of(const db::NewEntryRow& entry, std::int64_t id);

}  // namespace ost::domain
