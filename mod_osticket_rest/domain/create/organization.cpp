// SPDX-License-Identifier: MIT
#include "domain/create/organization.hpp"

#include "base/text.hpp"
#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

bool matches(std::string_view entry, std::string_view domain) {
  if (entry.empty()) return false;
  if (entry.front() != '.') return base::equal_ignoring_case(entry, domain);
  return domain.size() >= entry.size() &&
         base::equal_ignoring_case(domain.substr(domain.size() - entry.size()), entry);
}

}  // namespace

bool adds_members_as_collaborators(const db::OrganizationRow& organization) {
  return (organization.status & kOrganizationAddsMembers) != 0;
}

bool adds_primary_contacts_as_collaborators(const db::OrganizationRow& organization) {
  return (organization.status & kOrganizationAddsContacts) != 0;
}

bool assigns_account_manager(const db::OrganizationRow& organization) {
  return (organization.status & kOrganizationAssignsManager) != 0;
}

bool is_mapped_to_domain(std::string_view domains, std::string_view domain) {
  if (domain.empty()) return false;
  for (std::string_view entry : base::split(domains, ','))
    if (matches(base::trim(entry), domain)) return true;
  return false;
}

std::string_view domain_of_address(std::string_view address) {
  const std::size_t at = address.find('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

base::Result<db::OrganizationRow> organization_for_domain(db::Connection& connection,
                                                          std::string_view domain) {
  if (domain.empty()) return db::OrganizationRow{};
  auto candidates = db::find_organizations_by_domain(connection, std::string(domain));
  if (!candidates) return candidates.error();
  for (db::OrganizationRow& candidate : *candidates)
    if (is_mapped_to_domain(candidate.domain, domain)) return std::move(candidate);
  return db::OrganizationRow{};
}

}  // namespace ost::domain
