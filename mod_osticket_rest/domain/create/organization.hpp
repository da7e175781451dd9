// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "db/people/organizations.hpp"

namespace ost::domain {

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
