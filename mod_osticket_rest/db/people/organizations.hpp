// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct OrganizationRow {
  std::int64_t id = 0;  ///< 0: none
  std::string name;
  std::string manager;  ///< "s2": agent 2, "t1": team 1, "": none
  std::int64_t status = 0;
  std::string domain;  ///< domains separated by commas
};

/// id 0 when there is none.
base::Result<OrganizationRow> find_organization(Connection& connection, std::int64_t id);

/// Those whose list of domains holds the text somewhere, in the order of their ids.
base::Result<std::vector<OrganizationRow>> find_organizations_by_domain(Connection& connection,
                                                                        const std::string& domain);

}  // namespace ost::db
