// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// A version of osTicket whose tables the module knows, by the signature that osTicket's installer
/// and upgrader leave in the configuration table.
struct KnownSchema {
  std::string_view signature;
  std::string_view version;
};

constexpr KnownSchema kKnownSchemas[] = {
    {"4bd47d94b10bd8a6bab35c119dadf41f", "1.14"}, {"add628927ee030469f5d3272ebda1e16", "1.15"},
    {"c37e165651dc289240fee7d244990ac1", "1.16"}, {"83a22ba22b1a6a624fcb1da03882ac1b", "1.17"},
    {"5fb92bef17f3b603659e024c01cc7a59", "1.18"},
};

/// The version of osTicket that a signature stands for; empty when the module does not know it.
std::string_view version_of(std::string_view signature);

/// The signature of the help desk's tables; "" when osTicket has left none.
base::Result<std::string> load_schema_signature(Connection& connection);

/// The tables that the module writes to and whose engine cannot roll back, "table (engine)" each;
/// empty when all is well.
base::Result<std::vector<std::string>> load_tables_without_rollback(Connection& connection);

/// Keys before namespaces: most settings are of the namespace "core".
struct ByKeyAndNamespace {
  using is_transparent = void;
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    const int keys = std::string_view(a.second).compare(b.second);
    return keys != 0 ? keys < 0 : std::string_view(a.first) < std::string_view(b.first);
  }
};

/// Settings by namespace and key, as ost_config holds them: ("core", "default_dept_id") -> "1".
using ConfigRows = std::map<std::pair<std::string, std::string>, std::string, ByKeyAndNamespace>;

/// The help desk's own settings ("core") and those of its schedules ("schedule.N").
base::Result<ConfigRows> load_config(Connection& connection);

}  // namespace ost::db
