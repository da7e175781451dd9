// SPDX-License-Identifier: MIT
#include "db/organizations.hpp"

#include "db/organizations_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {
namespace {

OrganizationRow organization_of(const Row& r) {
  return OrganizationRow{r.number(0), r.string(1), r.string(2), r.number(3), r.string(4)};
}

}  // namespace

base::Result<OrganizationRow> find_organization(Connection& connection, std::int64_t id) {
  return select_one<OrganizationRow>(connection, organizations_sql::kById, {id}, OrganizationRow{},
                                     organization_of);
}

base::Result<std::vector<OrganizationRow>> find_organizations_by_domain(Connection& connection,
                                                                        const std::string& domain) {
  return select_all<OrganizationRow>(connection, organizations_sql::kByDomain,
                                     {"%" + escape_like(domain) + "%"}, organization_of);
}

}  // namespace ost::db
