// SPDX-License-Identifier: MIT
#include "db/people/organizations.hpp"

#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr Statement kById{
    "organizations.by_id",
    "SELECT id, name, manager, status, domain FROM {organization} WHERE id = %s", 1};

constexpr Statement kByDomain{"organizations.by_domain",
                              "SELECT id, name, manager, status, domain FROM {organization}"
                              " WHERE domain > '' AND domain LIKE %s"
                              " ORDER BY id",
                              1};

OrganizationRow organization_of(const Row& r) {
  return OrganizationRow{r.number(0), r.string(1), r.string(2), r.number(3), r.string(4)};
}

}  // namespace

base::Result<OrganizationRow> find_organization(Connection& connection, std::int64_t id) {
  return select_one<OrganizationRow>(connection, kById, {id}, OrganizationRow{}, organization_of);
}

base::Result<std::vector<OrganizationRow>> find_organizations_by_domain(Connection& connection,
                                                                        const std::string& domain) {
  return select_all<OrganizationRow>(connection, kByDomain, {"%" + escape_like(domain) + "%"},
                                     organization_of);
}

}  // namespace ost::db
