// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/people/people.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/forms/form_entry.hpp"

namespace ost::domain {

/// Who asks: a user who is known, or what a new one will be made of.
struct Requester {
  db::UserRow user;  ///< of a new one the name and the address that were sent
  bool is_new = false;
  bool has_lookalike = false;  ///< another user's address differs by accents alone
  db::OrganizationRow organization;
  std::vector<std::string> warnings;
};

/// The name that was sent for a new user, as it would be written but for its length. Needs no row.
std::string typed_name(const NewTicket& request);

/// Finds the user by any of his addresses, or prepares a new one, called `new_name`: his
/// organisation by the domain of the address (User::lookupByEmail, Ticket::filterTicketData).
base::Result<Requester> find_requester(db::Connection& connection, const NewTicket& request,
                                       const std::string& new_name);

/// What is wrong with a new user: an address that is none, required fields of the user form. A
/// known user passes (UserForm::isValid in Ticket::create).
std::vector<base::FieldError> validate_requester(const Requester& requester,
                                                 const FormEntry* user_form);

/// Writes a new user with his address, form and materialised row; a known user stays as he is. The
/// user with the ids and the name that his rows have (User::fromVars, User::addDynamicData).
base::Result<db::UserRow> write_requester(db::Connection& connection, const Requester& requester,
                                          const FormEntry* user_form, const std::string& now);

/// What an organisation asks for in its tickets (OrganizationModel's status bits).
bool adds_members_as_collaborators(const db::OrganizationRow& organization);
bool adds_primary_contacts_as_collaborators(const db::OrganizationRow& organization);
bool assigns_account_manager(const db::OrganizationRow& organization);

/// True when the list of domains, separated by commas, has the domain, or for an entry that starts
/// with a dot, when the domain ends with it; letter case is ignored
/// (Organization::isMappedToDomain).
bool is_mapped_to_domain(std::string_view domains, std::string_view domain);

/// The part of an address behind its first at sign, "" when there is none.
std::string_view domain_of_address(std::string_view address);

/// The first organisation that has the domain; id 0 when none has (Organization::forDomain).
base::Result<db::OrganizationRow> organization_for_domain(db::Connection& connection,
                                                          std::string_view domain);

}  // namespace ost::domain
