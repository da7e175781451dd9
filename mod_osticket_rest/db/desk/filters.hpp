// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct FilterRow {
  std::int64_t id = 0;
  std::int64_t order = 0;
  bool is_active = false;
  bool match_all_rules = false;
  bool stop_on_match = false;
  std::string target;  ///< Any, Web, Email, API
  std::string name;
};

struct FilterRuleRow {
  std::int64_t filter_id = 0;
  std::string what;  ///< name, email, body, field.N, ...
  std::string how;   ///< equal, not_equal, contains, dn_contain, starts, ends, match, not_match
  std::string value;
  bool is_active = false;
};

struct FilterActionRow {
  std::int64_t filter_id = 0;
  std::string type;
  std::string configuration;  ///< JSON
};

/// In their order of execution.
base::Result<std::vector<FilterRow>> load_filters(Connection& connection);
base::Result<std::vector<FilterRuleRow>> load_filter_rules(Connection& connection);
base::Result<std::vector<FilterActionRow>> load_filter_actions(Connection& connection);

}  // namespace ost::db
