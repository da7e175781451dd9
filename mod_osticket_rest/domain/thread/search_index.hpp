// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "db/people/people.hpp"
#include "db/tickets/new_ticket.hpp"
#include "domain/forms/form_entry.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// What the search index holds of a user, with the answers of his form where he has one
/// (User::getSearchableData in MysqlSearchBackend::update).
db::SearchRow user_search_row(const db::UserRow& user, const FormEntry* form);

/// What it holds of a thread entry, whose title is as it was written.
db::SearchRow entry_search_row(const EntryView& entry, const std::string& title);

/// What it holds of a ticket: its number, subject and answers.
db::SearchRow ticket_search_row(std::int64_t ticket_id, const std::string& number,
                                const TicketForms& forms);

/// What the index says of a ticket besides its answers.
struct SearchedTicket {
  std::int64_t id = 0;
  std::string number;
  std::string subject;
};

/// The row of a ticket with the answers of all its forms, in any order.
db::SearchRow ticket_search_row(const SearchedTicket& ticket,
                                std::vector<SearchableAnswer> answers);

}  // namespace ost::domain
