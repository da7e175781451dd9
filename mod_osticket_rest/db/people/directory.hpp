// SPDX-License-Identifier: MIT
// Users and organizations as a directory shows them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// Which rows of a directory, and which page of them, in the order of their ids. All conditions
/// have to hold.
struct DirectoryQuery {
  std::optional<std::int64_t> id{};
  std::optional<std::string> name{};  ///< its beginning
  std::optional<std::int64_t> organization_id{};
  std::optional<std::string> domain{};  ///< one of an organization's
  std::int64_t page = 1;
  std::int64_t per_page = 20;
};

struct DirectoryUser {
  std::int64_t id = 0;
  std::string name;
  std::optional<std::string> email;  ///< the default address
  std::vector<std::string> emails{};
  std::int64_t organization_id = 0;  ///< 0: none
  std::optional<std::string> organization{};
  std::optional<std::string> created{};
  std::optional<std::string> updated{};
};

struct DirectoryOrganization {
  std::int64_t id = 0;
  std::string name;
  std::string domain;  ///< domains separated by commas
  std::optional<std::string> created{};
  std::optional<std::string> updated{};
};

/// Two statements: the users, and all their addresses.
base::Result<std::vector<DirectoryUser>> load_users(Connection& connection,
                                                    const DirectoryQuery& query);
base::Result<std::int64_t> count_users(Connection& connection, const DirectoryQuery& query);

base::Result<std::vector<DirectoryOrganization>> load_organizations(Connection& connection,
                                                                    const DirectoryQuery& query);
base::Result<std::int64_t> count_organizations(Connection& connection, const DirectoryQuery& query);

}  // namespace ost::db
