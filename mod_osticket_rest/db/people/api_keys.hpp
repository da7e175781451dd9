// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct ApiKeyRow {
  std::int64_t id = 0;
  bool is_active = false;
  std::string ip_address;
  std::string key;
  bool can_create_tickets = false;
};

/// The keys that the column's collation takes for the one given: which of them it is, byte for
/// byte, is for the caller to see.
base::Result<std::vector<ApiKeyRow>> find_api_keys(Connection& connection, const std::string& key);

}  // namespace ost::db
