// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// The name that was sent for a new user, as it would be written but for its length. Needs no row.
std::string typed_name(const NewTicket& request);

/// Finds the user by any of his addresses, or prepares a new one: his name, his organisation by the
/// domain of the address (User::lookupByEmail, Ticket::filterTicketData).
base::Status find_requester(db::Connection& connection, TicketDraft& draft);

/// What is wrong with a new user: an address that is none, required fields of the user form. A
/// known user passes (UserForm::isValid in Ticket::create).
std::vector<base::FieldError> validate_requester(const TicketDraft& draft);

/// Writes a new user with his address, form and materialised row; a known user stays as he is
/// (User::fromVars, User::addDynamicData).
base::Status write_requester(db::Connection& connection, TicketDraft& draft);

}  // namespace ost::domain
