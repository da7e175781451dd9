// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "db/connection.hpp"

namespace ost::db {

struct AgentName {
  std::string name;  ///< "First Last"
  std::string email;
};

/// What lists show by name and would otherwise join for every row.
struct ShownNames {
  std::string schema_signature;
  std::unordered_map<std::int64_t, std::string> statuses;
  std::unordered_map<std::int64_t, AgentName> agents;
  std::string digest;  ///< another one after each change of a name
  /// Whether ticket__cdata has these columns; osTicket rebuilds that table at times.
  bool has_subject = false;
  bool has_priority = false;
};

base::Result<ShownNames> load_shown_names(Connection& connection);

}  // namespace ost::db
